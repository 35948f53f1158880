"""Since when, and by when, in other languages than English. Only the phrases; `moments.py` reads them."""

from escalation.cues import cue
from escalation.dates import CLOCK, DATE_AND_CLOCK, DAY, MONTH

SINCE_ABROAD = cue(
    "hoy|seit|depuis|desde|há |hace|hacia|ab |ayer|ontem|hier|gestern|heute|ce matin|hoje|esta ma|esta ma|après|tras |"
    "después|"
    "após|nach |depois|da |dal|ieri|oggi|stamattina|sinds|gisteren|vandaag|od |po |wczoraj|dziś|から|より|頃|以降|"
    "昨天|今天|今早|今日|之后|以后|以来|开始|后|後|어제|오늘|부터|с |после|вчера|сегодня|утр",
    r"\b(?:seit|depuis|desde|há|hace|hacia|ab)\s(?:dem\s|der\s|den\s|el\s|la\s|o\s|a\s|le\s|l'|les\s|dia\s|"
    r"día\s|una?s?\s|uma?s?\s|quelques\s|plusieurs\s|varios\s|vários\s|einigen\s|mehreren\s|ca\.\s|"
    r"zwei\s|drei\s|vier\s|deux\s|trois\s|quatre\s|dos\s|tres\s|cuatro\s|dois\s|duas\s|três\s|quatro\s|"
    r"\d{1,3}\s)*"
    rf"(?:{DATE_AND_CLOCK}|gestern(?:\s(?:früh|abend|morgen|mittag|nachmittag))?|heute(?:\s(?:früh|"
    r"morgen))?|(?:stunden|tagen|wochen|monaten|minuten)|hier(?:\s(?:soir|matin))?|ce\smatin|aujourd'hui|"
    "jours?|semaines?|mois|heures|"
    r"ayer(?:\s(?:por\sla\s)?\w+)?|hoy|esta\smañana|ontem|hoje|esta\smanhã|dias?|días?|semanas?|meses|mes|"
    r"horas?|(?:neuen\s|nouvelle\s|nueva\s|nova\s|última\s|letzten\s)?(?:version|versión|versão)(?:\s\d[\w.]*)?|"
    r"(?:ios|android|windows|macos|version)\s\d[\w.]*|update|updates|aktualisierung|umstellung|release|"
    r"(?:wechsel|umstieg|umzug|update|migration)\sauf\s(?:version\s)?\S+|"
    r"mise\sà\sjour|actualización|atualização|"
    rf"{DAY}|{CLOCK}|\d{{1,2}}\s?(?:h|uhr)(?:\d\d)?\b|{MONTH})(?:\s(?:dernier|dernière|passado|pasado|passada|pasada))?|"
    r"\b(?:ayer|ontem|hier|gestern)\s(?:a\sla\w?\s\S+(?:\sde\sla\s\w+)?|às\s\S+|à\s\S+|um\s\S+|abend|matin|soir)|"
    r"\b(?:après|tras|después\sde|após|nach|depois\sd[ae])\s(?:la\s|a\s|o\s|el\s|dem\s|der\s)?(?:última\s|"
    r"ultima\s|dernière\s|letzten\s)?(?:mise\sà\sjour|actualización|atualização|update|migration|migración|"
    "migração|umstellung|aktualisierung)"
    r"|\b(?:da|dal|dalla|dall'|sinds|od)\s(?:\d{1,3}\s|de\s|la\s|een\s|het\s|paar\s|kilku\s)*(?:ieri|oggi|stamattina|"
    r"giorni|settimane|mesi|ore|gisteren|vandaag|vanochtend|dagen|weken|maanden|uur|wczoraj|dziś|dni|tygodni|"
    rf"(?:l')?aggiornamento|(?:de\s)?update|aktualizacji|{DATE_AND_CLOCK})|"
    r"\b(?:dopo|na|po)\s(?:l'|de\s|het\s)?(?:ultimo\s|laatste\s|ostatniej\s)?(?:aggiornamento|update|aktualizacji)|"
    r"\b(?:ce\smatin|heute(?:\s(?:früh|morgen|vormittag|mittag))?|hoje(?:\sde\smanhã)?|hoy|ayer|esta\s(?:mañana|manhã)|"
    r"stamattina|"
    r"oggi|ieri|gisteren|vandaag|vanochtend|wczoraj|dziś)\b|"
    r"\bс\s(?:\w+\s)?(?:вчера\w*|сегодня\w*|утра|понедельника|вторника|среды|четверга|пятницы|субботы|воскресенья|"
    r"\d[\d.:]*)(?:\s\w+)?|\b(?:вчера|сегодня)(?:\s(?:утром|вечером|днём|днем|с утра))?|"
    r"\bпосле\s(?:\w+\s)?(?:обновлени\w|"
    r"миграци\w|перехода)(?:\s(?:до|на)\s(?:версии\s)?\d[\w.]*)?|"
    r"(?:昨天|今天|今早|昨晚|上周|本周)(?:\w{0,2}\d{1,2}[点點](?:\w{0,3})?)?(?:开始|起|以来)?|"
    r"(?:从|自)[^,。,]{1,12}(?:开始|起|以来|以后)|(?:更新|升级|升級|迁移)[^,。,]{0,12}?(?:之后|以后|后|後)|"
    r"(?:어제|오늘)(?:\s?(?:오전|오후|아침|저녁)(?:\s?\d{1,2}시)?)?(?:\s?부터)?|업데이트\s?(?:이후|후)",
)
# The only one that may begin within what counts as a word.
SINCE_JAPANESE = cue(
    "から|より|頃|以降",
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2}(?:am|pm)?|昨日|今朝|先週|本日)(?:\d{1,2}時(?:頃)?)?(?=から|より|頃|以降)",
)
BY_ABROAD = cue(
    "bis |avant|antes|até|d'ici",
    r"\b(?:bis|avant|antes\sd[eo]l?|até|d'ici)\s(?:zum\s|spätestens\s|le\s|la\s|el\s|o\s|"
    rf"a\s)?(?:{DATE_AND_CLOCK}|{DAY}|morgen|heute(?:\sabend)?|demain|mañana|amanhã|hoje|hoy|"
    r"ende\sder\swoche|fin\sde\ssemaine|fin\sde\smois|monatsende)",
)
