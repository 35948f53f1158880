"""How it is said in German, French, Spanish, Portuguese, Italian, Dutch, Polish and Turkish: the strongest claims only.

Only the table; its notation is `wordings.py`'s.
"""

from escalation.signals import Claim
from escalation.wordings import denied, opening, said

_LATIN_KEPT = (
    "(?:daten|datensätze|rechnungen|dateien|einträge|kontakte|bestellungen|termine|e-?mails?|dokumente|projekte|"
    "nachrichten|bilder|buchungen|alles|données|factures?|fichiers?|contacts?|commandes?|messages?|documents?|"
    "projets?|photos?|historique|tout|datos|facturas?|archivos?|contactos?|pedidos?|mensajes?|documentos?|"
    "proyectos?|fotos?|registros?|historial|todo|todos|dados|notas|arquivos?|contatos?|mensagens|projetos?|"
    "histórico|tudo|dati|fatture|file|contatti|ordini|messaggi|documenti|progetti|tutto|tutti|gegevens|facturen|"
    "bestanden|contacten|bestellingen|berichten|documenten|projecten|dane|pliki|faktury|wiadomości|zamówienia|"
    r"veri\w*|dosya\w*|kayıt\w*)"
)

ABROAD = (
    # Somebody else's data, or somebody else in ours.
    said(
        Claim.EXPOSURE,
        "datenleck|datenpanne|daten anderer|fremde daten|fremde rechnungen|unbefugt|gehackt|fuite de données|"
        "données d'autres|données d'un autre|piraté|accès non autorisé|fuga de datos|datos de otros|"
        "datos de otro|acceso no autorizado|hackeado|hackeada|vazamento|dados de outros|dados de outro|"
        "acesso não autorizado|invadida|dati di altri|accesso non autorizzato|violazione dei dati|"
        "gegevens van anderen|datalek|wyciek danych|dane innych|veri sızıntısı|başkasının",
    ),
    said(
        Claim.EXPOSURE,
        "persönlichen daten|meine daten|unsere daten|mes données|mis datos|meus dados",
        r"(?:jemand ander\w*|andere|fremde|quelqu'un d'autre|otra persona|outra pessoa|alguien|"
        "alguém)[^.!?]{0,50}@",
    ),
    said(
        Claim.EXPOSURE,
        "de outr|de otr|d'un autre|d'une autre|d'autres|eines anderen|einer anderen|anderer|di un altr|di altri|"
        "van een ander",
        r"(?:viu|vê|veem|viram|vio|ven?|vieron|voit|voient|vu|sieht|sehen|sah|sahen|vede|vedono|visto|ziet|zien|"
        r"recebeu|recibió|"
        r"reçu|erhielt|erhalten|bekam|bekommt|abre|abrir|öffnen)\b[^.!?]{0,60} @\w* \w+",
    ),
    said(
        Claim.VULNERABILITY,
        "sicherheitslücke|schwachstelle|faille de sécurité|vulnérabilité|vulnerabilidad|vulnerabilidade|"
        "falha de segurança|fallo de seguridad|vulnerabilità|kwetsbaarheid|beveiligingslek|podatność|"
        "güvenlik açığı",
    ),
    # It is down, or nobody gets in.
    denied(
        Claim.OUTAGE,
        "ausfall|ausgefallen|nicht erreichbar|lahmgelegt|störung|komplett down|hors service|en panne|"
        "indisponible|inaccessible|panne générale|caído|caido|caida|caída|se cayó|fuera de servicio|"
        "no disponible|fora do ar|indisponível|site caiu|sistema caiu|servidor caiu|caiu o s|"
        "kein login mehr möglich|niemand kann|irraggiungibile|fuori servizio|non è raggiungibile|storing|"
        "niet bereikbaar|ligt plat|ligt eruit|awaria|nie odpowiada|çöktü|erişilemiyor",
    ),
    said(Claim.OUTAGE, "nichts geht mehr|plus rien ne fonctionne|nada funciona|non funziona più nulla|niets werkt"),
    said(
        Claim.LOGIN,
        "login|anmeld|einlogg|connecter|connexion|iniciar sesi|ingresar|acceder|entrar|logar|acessar|conectar|"
        "accedere|inloggen|zalogować|giriş",
        r"(?:kein(?:e|en)? (?:login|anmeldung)|(?:login|anmeld\w+|einlogg\w+)[^.!?]{0,30}(?:nicht|unmöglich|kein)|"
        r"(?:nicht|kann\w* nicht) (?:mehr )?(?:anmelden|einloggen)|(?:impossible|n'arriv\w+ pas|ne (?:peu\w+|"
        r"parv\w+) (?:pas|plus))[^.!?]{0,20}(?:connecter|connexion|accéder)|(?:imposible|no (?:puedo|podemos|"
        r"pueden|puede|me deja|consigo))[^.!?]{0,15}(?:iniciar sesi|ingresar|acceder|entrar|conectar)\w*|"
        "(?:não (?:consigo|consegue|conseguimos|conseguem)|impossível)[^.!?]{0,15}(?:logar|acessar|entrar|"
        r"fazer login|conectar)|non (?:riesc\w+|poss\w+|si può)[^.!?]{0,15}(?:accedere|entrare)|(?:niet|kan niet|"
        r"kunnen niet)[^.!?]{0,15}inloggen|nie mo\w+[^.!?]{0,15}zalogować|giriş yap\w*m[ıi]yor\w*)",
    ),
    # Data is gone.
    said(
        Claim.DATA_LOSS,
        "datenverlust|perte de données|données manquantes|pérdida de datos|perda de dados|perdita di dati|"
        "dataverlies|utrata danych|veri kaybı",
    ),
    said(
        Claim.DATA_LOSS,
        "weg|verschwunden|gelöscht|verloren|fehlen|disparu|perdu|effacé|supprimé|desapar|perdi|perdí|borrad|"
        "eliminad|sumi|apagad|excluíd|spariti|sparite|scompars|persi |perse |cancellat|verdwenen|kwijt|gewist|"
        "zniknę|utracon|usunięt|silin|kaybol",
        rf"{_LATIN_KEPT}[^.!?:]{{0,50}} (?:weg\b|verschwunden|gelöscht|verloren|fehlen\b|disparu\w*|perdu\w*|"
        r"effacé\w*|supprimé\w*|desapar\w+|perdid\w+|borrad\w+|eliminad\w+|sumi\w+|apagad\w+|excluíd\w+|sparit\w|"
        r"scompars\w|pers[ie]\b|cancellat\w|verdwenen|kwijt|gewist|zniknę\w+|utracon\w+|usunięt\w+|silin\w+|"
        rf"kaybol\w+)|(?:perdimos|perdemos|perdí|perdi|perdu|verloren|verdwenen) (?:\w+ ){{0,3}}{_LATIN_KEPT}\b",
    ),
    # It fails.
    said(
        Claim.FAULT,
        "fehler|fehlermeldung|abgestürzt|stürzt ab|funktioniert nicht|geht nicht|klappt nicht|kaputt|falsch|"
        "erreur|ne fonctionne pas|ne fonctionne plus|ne marche pas|ne marche plus|bogue|plante|panne|error|fallo|"
        "falla|no funciona|no carga|no aparece|incorrecto|incorrecta|erro|falha|não funciona|parou de|"
        "não carrega|não emit|não aparece|não abre|travando|travou|travado|incorreto|rejeiç|errore|non funziona|"
        "non si apre|non carica|non viene|non vengono|bloccat|sbagliat|fout|werkt niet|doet het niet|laadt niet|"
        "vastgelopen|błąd|błęd|nie działa|nie wyświetla|nie ładuje|zawiesza|hata|çalışmıyor|açılmıyor|görünmüyor|"
        "yüklenmiyor|fehlerhaft|hängen geblieben|bleibt hängen|bricht ab|lädt nicht",
        r"(?:eine |der |die |\d{3} |interner |verschiedene\w* |une |un |el |um |o |een |un' )?@\w*",
    ),
    said(
        Claim.FAULT,
        "no |não |non ",
        "(?:no|não|non) (?:me |nos |se |si |mi |ci )?(?:llega|funciona|carga|aparece|abre|guarda|envía|muestra|"
        "sincroniza|responde|permite|actualiza|imprime|conecta|chega|carrega|salva|envia|mostra|sincroniza|"
        r"atualiza|imprime|arriva|funziona|carica|salva|invia|aggiorna|stampa|apre|risponde)(?:n|m|no)?\b",
    ),
    said(
        Claim.SYMPTOM,
        "kann nicht|können nicht|keine möglichkeit|ne peut pas|ne peuvent pas|n'arrive pas|impossible de|"
        "no puedo|no podemos|no pueden|no puede|imposible|não consigo|não consegue|não conseguimos|"
        "não é possível|non riesco|non riescono|non posso|impossibile|kan niet|kunnen niet|lukt niet|nie mogę|"
        "nie można|problem mit|problème|problema|probleem|sorun",
        r"@(?: \w+)?",
    ),
    # Empty, double, stuck, gone: what is wrong with what came.
    said(
        Claim.FAULT,
        "doppelt|fehlt|fehlen|verschwunden|hängt|abgelehnt|leere|manque|disparu|bloqué|doublon|vides|vide |"
        "s'affiche plus|duplicad|desaparec|bloquead|vacío|vacía|en blanco|rechaz|sumiu|vazio|em branco|recusad|"
        "rejeitad|doppio|dubbel|leeg|pust[aey]",
        r"@\w*",
    ),
    # It does not do what it should; the weakest sign.
    said(
        Claim.SYMPTOM,
        "não |no se |nicht mehr|keine |ne |n'|niet meer|non ",
        r"(?:simplesmente )?não \w{4,}|no se \w+|keine? [^.!?]{0,40} mehr|nicht mehr|(?:ne |n')\w+ (?:pas|plus)|"
        r"niet meer|non \w+ più",
    ),
    said(
        Claim.SLOW,
        "langsam|sehr lange|lent |lente|ralenti|lento|lentitud|lentidão|demora|lentissim|traag|wolno|yavaş",
    ),
    # They leave, they sue.
    said(
        Claim.CHURN,
        "kündigen|kündigung|wechseln zu|zur konkurrenz|résilier|résiliation|changer de fournisseur|"
        "passer à la concurrence|cancelar mi|cancelar nuestra|cancelar la suscrip|darnos de baja|darme de baja|"
        "cambiar de proveedor|cancelar minha|cancelar a assinatura|cancelar nosso|mudar de fornecedor|disdire|"
        "disdetta|cambiare fornitore|abonnement opzeggen|opzeggen|overstappen naar|zrezygnować|"
        "wypowiedzenie umowy|aboneliğimi iptal",
    ),
    said(
        Claim.CHURN,
        "cancelamos|cancelaremos|vamos cancelar|vamos a cancelar|rescindi|résili|kündig|disdic|disdett|opzeg|opgezegd",
        r"(?:cancelamos|cancelaremos|vamos (?:a )?cancelar|rescindi\w+|résili\w+|kündig\w+|disd\w+|opze\w+|opge\w+)"
        r" (?:[\w']+ ){0,3}?"
        r"(?:contrato|contrat|vertrag|contratto|contract|abonnement|abo|suscripción|assinatura|cuenta|conta|"
        r"abbonamento|"
        r"servicio|serviço)\b|(?:vertrag|abo|konto) (?:\w+ ){0,3}?(?:kündig\w+|gekündigt)",
    ),
    said(
        Claim.LONG_WAIT,
        "keine antwort|niemand antwortet|keine rückmeldung|sans réponse|aucune réponse|pas de réponse|"
        "personne ne répond|"
        "no recibimos respuesta|sin respuesta|ninguna respuesta|nadie responde|nadie contesta|no contestan|"
        "no responden|"
        "sem resposta|nenhuma resposta|ninguém responde|não respondem|nessuna risposta|senza risposta|nessuno risponde|"
        "geen antwoord|geen reactie|brak odpowiedzi|nikt nie odpowiada|cevap yok",
    ),
    said(
        Claim.LEGAL,
        "rechtsanwalt|anwalt|rechtliche schritte|klage|avocat|poursuites|mise en demeure|abogado|"
        "acciones legales|demandar|advogado|processar|ação judicial|avvocato|vie legali|advocaat|"
        "juridische stappen|adwokat|prawnik|avukat",
    ),
    # How far, how long, how to.
    said(
        Claim.MANY,
        "alle kunden|mehrere kunden|viele kunden|mehrere nutzer|alle nutzer|alle benutzer|mehrere benutzer|"
        "alle kollegen|mehrere kollegen|plusieurs clients|tous les clients|tous nos clients|"
        "plusieurs utilisateurs|tous les utilisateurs|varios clientes|todos los clientes|muchos clientes|"
        "varios usuarios|todos los usuarios|vários clientes|todos os clientes|muitos clientes|vários usuários|"
        "todos os usuários|tutti i clienti|diversi clienti|molti clienti|tutti gli utenti|alle klanten|"
        "meerdere klanten|alle gebruikers|wszyscy klienci|wielu klientów",
    ),
    denied(
        Claim.HOW_TO,
        "quieren saber si|quiere saber si|preguntan si|querem saber se|veulent savoir si|demande si|demandent si|"
        "möchten wissen|möchte wissen|fragen, ob|fragt, ob|"
        "wie kann ich|wie können wir|wie kann man|wo finde ich|gibt es eine möglichkeit|ist es möglich|"
        "comment puis-je|comment faire|comment peut-on|est-il possible|où puis-je|cómo puedo|como puedo|cómo se|"
        "es posible|dónde puedo|como faço|como posso|é possível|onde posso|come posso|come si|è possibile|"
        "dove trovo|hoe kan ik|hoe kunnen we|is het mogelijk|waar vind ik|jak mogę|jak można|czy można|nasıl ",
    ),
    said(
        Claim.ACCOUNT,
        "passwort vergessen|passwort zurücksetzen|mot de passe oublié|réinitialiser mon mot de passe|"
        "olvidé mi contraseña|restablecer contraseña|esqueci minha senha|redefinir senha|password dimenticata|"
        "reimpostare la password|wachtwoord vergeten|zapomniałem hasła|reset hasła|şifremi unuttum",
    ),
    said(
        Claim.WISH,
        "souhaiterions pouvoir|souhaiterait pouvoir|voudrions pouvoir|aimeraient pouvoir|veut pouvoir|"
        "veulent pouvoir|souhaite pouvoir|souhaitent pouvoir|aimerait pouvoir|voudrait pouvoir|"
        "aimerions pouvoir|quiere poder|quieren poder|quisiera poder|necesitan poder|quer poder|querem poder|"
        "precisam poder|sollte möglich sein|sollen können|sollten können|devrait être possible|debería ser posible|"
        "deveria ser possível|bräuchten|bräuchte|hätten gern|hätte gern|wäre es möglich|serait-il possible|"
        "pourrait-on|gostaria que|"
        "gostaríamos|me gustaría|nos gustaría|sería posible|vorremmo|vorrei poter|ik zou graag|we zouden graag|"
        "wäre schön|wäre toll|wäre super|wäre gut|wäre hilfreich|wünschen uns|wünsche mir|feature-wunsch|"
        "serait bien|serait possible d'ajouter|serait utile|serait pratique|pourriez-vous ajouter|sería bueno|"
        "sería genial|sería útil|estaría bien|podrían agregar|podrían añadir|seria bom|seria ótimo|"
        "seria interessante|seria legal|seria útil|gostaria de sugerir|poderiam adicionar|sarebbe bello|"
        "sarebbe utile|sarebbe possibile aggiungere|zou handig zijn|zou fijn zijn|zou mooi zijn|przydałaby się|"
        "przydałoby się|proszę o dodanie|ekleyebilir misiniz|olsa iyi olur",
    ),
    said(
        Claim.WISH,
        "möchte|möchten|würde gern|würden gern|wünscht sich|wünschen sich",
        r"(?:ich|wir|kunden?|nutzer|benutzer|anwender|mitglieder|sie|er)(?: als \w+)? (?:möchte|möchten|würden? gern)"
        r"\w* "
        r"(?!wissen|kündigen|fragen|melden|mich|uns|einloggen|anmelden)[^.!?]{3,80} können\b|wünsch(?:t|en) sich",
    ),
    denied(
        Claim.WISH,
        "è possibile|es posible|é possível|est-il possible|sarebbe possibile|sería posible|seria possível",
        r"@ (?:d['e] ?)?(?:miglior|aggiung|aver|inser|añad|agreg|mejor|tener|inclu|adicion|melhor|ter |ajout|amélior|"
        r"d'ajout|d'avoir|avoir|prévoir)",
    ),
    said(
        Claim.FEATURE_GAP,
        "pas de moyen|pas possible de|aucun moyen|keine möglichkeit|keine option|no hay forma|no hay manera|"
        "no hay opción|não há como|não tem como|não existe opção|non c'è modo|nessun modo|geen mogelijkheid",
    ),
    # A heading that says what it is to do.
    opening(
        Claim.WISH,
        "adicionar|incluir|permitir|habilitar|implementar|criar|agregar|añadir|ajouter|permettre|intégrer|"
        "prévoir|aggiungere|toevoegen|hinzufügen|ermöglichen|dodać|dodanie|possibilité d|posibilidad de|"
        "possibilidade de|möglichkeit",
        "(?:feature:? |wunsch:? )?(?:adicionar|incluir|permitir|habilitar|implementar|criar|agregar|añadir|"
        "ajouter|permettre|intégrer|prévoir|aggiungere|toevoegen|dodać|dodanie|posibilidad|possibilidade|"
        r"möglichkeit)\b|possibilité d|[^.!?]{0,60} (?:hinzufügen|ermöglichen|toevoegen)\b",
    ),
    said(
        Claim.BILLING,
        "rückerstattung|doppelt abgebucht|rembours|remboursement|reembolso|devolución del dinero|estorno|"
        "cobrança|cobrado|rimborso|addebit|terugbetaling|zwrot pieniędzy|para iade",
        r"@\w*",
    ),
    denied(
        Claim.WORKAROUND,
        "vorerst|derweil|stattdessen|übergangsweise|en attendant|mientras tanto|por ahora|por enquanto|nel frattempo|"
        "per ora|umgehungslösung|solution de contournement|contournement|solución temporal|solução de contorno|"
        "soluzione temporanea|tijdelijke oplossing",
    ),
    said(
        Claim.RECURRING,
        "schon wieder|immer wieder|encore une fois|otra vez el mismo|mais uma vez|ancora una volta|di nuovo|"
        "steeds weer|opnieuw",
    ),
)
