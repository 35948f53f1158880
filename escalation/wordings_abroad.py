"""How it is said in German, French, Spanish, Portuguese and Japanese: the strongest claims only. Only the table."""

from escalation.signals import Claim
from escalation.wordings import denied, said

ABROAD = (
    # Somebody else's data, or somebody else in ours.
    said(
        Claim.EXPOSURE,
        "datenleck|datenpanne|daten anderer|fremde daten|unbefugt|gehackt|fuite de données|données d'autres|"
        "piraté|accès non autorisé|fuga de datos|datos de otros|acceso no autorizado|hackeado|vazamento|"
        "dados de outros|acesso não autorizado|情報漏えい|情報漏洩|不正アクセス|他人の|他社の",
    ),
    said(
        Claim.EXPOSURE,
        "persönlichen daten|meine daten|unsere daten|mes données|mis datos|meus dados",
        r"(?:jemand ander\w*|andere|fremde|quelqu'un d'autre|otra persona|outra pessoa|alguien|alguém)[^.!?]{0,50}@",
    ),
    said(
        Claim.VULNERABILITY,
        "sicherheitslücke|schwachstelle|faille de sécurité|vulnerabilidad|vulnerabilidade|falha de segurança|脆弱性",
    ),
    # It is down, or nobody gets in.
    denied(
        Claim.OUTAGE,
        "ausfall|ausgefallen|nicht erreichbar|lahmgelegt|störung|hors service|en panne|indisponible|"
        "inaccessible|panne générale|caído|caida|caída|fuera de servicio|no disponible|fora do ar|indisponível|"
        "site caiu|sistema caiu|servidor caiu|caiu o s|kein login mehr möglich|niemand kann|接続できない|停止して|障害|"
        "アクセスできな|つながらな|繋がらな",
    ),
    said(Claim.OUTAGE, "nichts geht mehr|plus rien ne fonctionne|nada funciona"),
    said(
        Claim.LOGIN,
        "login|anmeld|einlogg|connecter|connexion|iniciar sesi|ingresar|acceder|entrar|logar|acessar|conectar|ログイン",
        r"(?:kein(?:e|en)? (?:login|anmeldung)|(?:login|anmeld\w+|einlogg\w+)[^.!?]{0,30}(?:nicht|unmöglich|"
        r"kein)|(?:nicht|kann\w* nicht) (?:mehr )?(?:anmelden|einloggen)|(?:impossible|n'arriv\w+ pas|"
        r"ne (?:peu\w+|parv\w+) (?:pas|plus))[^.!?]{0,20}(?:connecter|connexion|accéder)|(?:imposible|"
        "no (?:puedo|podemos|pueden|puede|me deja|consigo))[^.!?]{0,15}(?:iniciar sesi|ingresar|acceder|entrar|"
        r"conectar)\w*|(?:não (?:consigo|consegue|conseguimos|conseguem)|impossível)[^.!?]{0,15}(?:logar|"
        "acessar|entrar|fazer login|conectar)|ログイン(?:画面)?[^。]{0,10}(?:できな|できません|不可))",
    ),
    # Data is gone.
    said(
        Claim.DATA_LOSS,
        "datenverlust|daten verloren|daten fehlen|daten sind weg|gelöscht worden|perte de données|"
        "données perdues|données ont disparu|données manquantes|pérdida de datos|datos perdidos|"
        "perdí mis datos|perdimos|datos han desaparecido|perda de dados|dados perdidos|dados sumiram|perdemos|"
        "データが消|データ消失",
    ),
    # It fails.
    said(
        Claim.FAULT,
        "fehler|fehlermeldung|abgestürzt|stürzt ab|funktioniert nicht|geht nicht|klappt nicht|kaputt|falsch|"
        "erreur|ne fonctionne pas|ne fonctionne plus|ne marche pas|ne marche plus|bogue|plante|panne|error|"
        "fallo|falla|no funciona|no carga|no aparece|incorrecto|erro|falha|não funciona|parou de|não carrega|"
        "não emit|não aparece|não abre|travando|travou|travado|incorreto|rejeiç|"
        "エラー|不具合|動かな|表示されな|動作しな",
        r"(?:eine |der |die |\d{3} |interner |verschiedene\w* |une |un |el |um |o )?@\w*",
    ),
    said(
        Claim.SYMPTOM,
        "kann nicht|können nicht|keine möglichkeit|ne peut pas|ne peuvent pas|n'arrive pas|impossible de|"
        "no puedo|no podemos|no pueden|no puede|imposible|não consigo|não consegue|não conseguimos|"
        "não é possível|できな|できません",
        r"@(?: \w+)?",
    ),
    # Empty, double, stuck, gone: what is wrong with what came.
    said(
        Claim.FAULT,
        "doppelt|fehlt|fehlen|verschwunden|hängt|abgelehnt|leere|manque|disparu|bloqué|doublon|vides|vide |"
        "s'affiche plus|"
        "duplicad|desaparec|bloquead|vacío|vacía|en blanco|rechaz|sumiu|vazio|em branco|recusad|rejeitad|"
        "重複|消え|空白",
        r"@\w*",
    ),
    # It does not do what it should; the weakest sign.
    said(
        Claim.SYMPTOM,
        "não |no se |nicht mehr|keine |ne |n'",
        r"(?:simplesmente )?não \w{4,}|no se \w+|keine? [^.!?]{0,40} mehr|nicht mehr|(?:ne |n')\w+ (?:pas|plus)",
    ),
    said(Claim.SLOW, "langsam|sehr lange|lent |lente|ralenti|lento|lentitud|lentidão|demora|遅い"),
    # They leave, they sue.
    said(
        Claim.CHURN,
        "kündigen|kündigung|wechseln zu|zur konkurrenz|résilier|résiliation|changer de fournisseur|"
        "passer à la concurrence|cancelar mi|cancelar nuestra|cancelar la suscrip|darnos de baja|darme de baja|"
        "cambiar de proveedor|cancelar minha|cancelar a assinatura|cancelar nosso|mudar de fornecedor|解約",
    ),
    said(
        Claim.LEGAL,
        "rechtsanwalt|anwalt|rechtliche schritte|klage|avocat|poursuites|mise en demeure|abogado|"
        "acciones legales|demandar|advogado|processar|ação judicial|弁護士",
    ),
    # How far, how long, how to.
    said(
        Claim.MANY,
        "alle kunden|mehrere kunden|viele kunden|mehrere nutzer|alle nutzer|alle benutzer|mehrere benutzer|"
        "plusieurs clients|tous les clients|tous nos clients|plusieurs utilisateurs|tous les utilisateurs|"
        "varios clientes|todos los clientes|muchos clientes|varios usuarios|todos los usuarios|vários clientes|"
        "todos os clientes|muitos clientes|vários usuários|todos os usuários|複数の",
    ),
    said(
        Claim.HOW_TO,
        "wie kann ich|wie können wir|wie kann man|wo finde ich|gibt es eine möglichkeit|ist es möglich|"
        "comment puis-je|comment faire|comment peut-on|est-il possible|où puis-je|cómo puedo|como puedo|"
        "cómo se|es posible|dónde puedo|como faço|como posso|é possível|onde posso|方法を教え|どうすれば",
    ),
    said(
        Claim.ACCOUNT,
        "passwort vergessen|passwort zurücksetzen|mot de passe oublié|réinitialiser mon mot de passe|"
        "olvidé mi contraseña|restablecer contraseña|esqueci minha senha|redefinir senha|パスワードを忘れ",
    ),
    said(
        Claim.WISH,
        "wäre schön|wäre toll|wünschen uns|feature-wunsch|serait bien|serait possible d'ajouter|"
        "pourriez-vous ajouter|sería bueno|sería genial|podrían agregar|podrían añadir|seria bom|seria ótimo|"
        "poderiam adicionar|機能追加|してほしい",
    ),
    denied(
        Claim.WORKAROUND,
        "umgehungslösung|solution de contournement|contournement|solución temporal|solução de contorno|回避策",
    ),
    said(Claim.RECURRING, "schon wieder|immer wieder|encore une fois|otra vez el mismo|mais uma vez|再発"),
)
