"""Names that stand where a customer's could and never are one: products, browsers, sign-in services, days, plain
    words.

Only lists; how a customer is found is `customers.py`'s.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Tools, browsers, identity providers, gateways, clouds, formats: the surroundings of an issue.
PRODUCTS = _words(
    """
    2fa mfa otp kb
    chrome chromium firefox mozilla safari edge opera brave explorer internet vivaldi windows mac macos os osx
    linux ubuntu debian ios ipad ipados iphone android samsung pixel outlook gmail thunderbird office excel word
    powerpoint teams sharepoint onedrive google drive sheets docs calendar meet slack zoom discord whatsapp
    telegram twitter facebook instagram linkedin youtube okta auth0 onelogin entra azure ad adfs keycloak ping
    pingidentity duo saml oidc oauth sso scim ldap jumpcloud aws s3 ec2 eks ecs alb elb rds lambda gcp cloud
    cloudflare cloudfront heroku vercel netlify docker kubernetes helm nginx apache terraform jenkins github
    gitlab bitbucket jira confluence zendesk freshdesk intercom helpscout servicenow salesforce hubspot dynamics
    sap netsuite quickbooks xero stripe paypal adyen klarna braintree authorize.net square shopify woocommerce
    magento wordpress drupal joomla zapier make segment amplitude mixpanel datadog sentry grafana prometheus
    splunk pagerduty opsgenie statuspage snowflake bigquery redshift databricks looker tableau powerbi postgres
    postgresql mysql mariadb mongodb redis kafka rabbitmq elasticsearch opensearch sqlite oracle mailchimp
    sendgrid mailgun twilio postmark smtp imap pop3 dns dkim spf dmarc tls ssl http https ftp sftp ssh vpn api
    rest graphql grpc sdk cli webhook webhooks csv xlsx xls pdf json xml yaml html css javascript typescript
    node nodejs python java php ruby rails django laravel react angular vue swift kotlin golang rust dotnet
    chatgpt openai copilot visa mastercard amex iban sepa boleto pix gdpr hipaa ccpa soc pci dss iso nist cve
    cvss xss csrf sql idor pii phi apple microsoft amazon meta ibm dell hp lenovo cisco vmware citrix fortinet
    zscaler cpanel plesk whmcs whm directadmin litespeed mailcow proxmox
    """
)

# Times, places and parts of the work; capitals in titles and at the start of a sentence make them look like names.
PLAIN = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec utc gmt cet cest est edt pst pdt cst cdt mst mdt bst ist jst am pm today tomorrow
    yesterday eod eow night day morning evening noon weekend reminder
    intermittent cosmetic sporadic occasional duplex landscape portrait tablet laptop desktop printer furious
    angry livid
    yikes background context symptom symptoms summary heads-up showstopper pipeline typo cron description details impact
    germany france spain italy austria switzerland netherlands belgium poland canada australia india brazil mexico japan
    the a an and or of for at in on to from by with this that these those it its is are was
    were be been not no yes we our us you your they their them he she his her i my me if when while after before
    since until as so but then than there here what which who why how where all any some each every none one two
    three four five both many more most few several please thanks thank regards best cheers hi hello hey dear
    team all everyone sir madam urgent asap help need fyi note update issue issues problem problems bug bugs
    error errors failure incident outage ticket case request question production prod staging stage sandbox dev
    test testing live demo beta alpha canary eu us uk emea apac na region enterprise pro professional premium
    business starter basic free trial standard plus ultimate scale growth plan tier customer customers client
    clients user users account accounts tenant tenants company companies organisation organization merchant
    merchants partner partners admin admins administrator agent agents member members subscriber subscribers
    people person staff employee employees support engineering product security leadership sales marketing
    finance legal billing payment payments checkout invoice invoices order orders report reports dashboard
    export exports import imports login logins logout signup sign-in sign password settings setting page pages
    app application website site server servers system systems service services platform portal database data
    file files email emails mail inbox feature features option options button menu tab list search filter upload
    download sync integration module version release upgrade migration mobile desktop browser web online offline
    critical high medium low severity priority p0 p1 p2 p3 p4 s1 s2 sev1 sev2 sla slas churn arr mrr nps csat
    kpi eta rca ceo cto cfo cio coo cmo ciso vp svp evp cso hr it qa pm csm ae id url ip ui ux crm erp pos cms
    tl dr lol wtf omg expected actual steps step reproduce result results behavior behaviour description summary
    environment impact context cancel delete create change reset enable disable migrate upgrade downgrade merge
    transfer close suspend locked blocked duplicate default deletion analytics management department departments
    formal legal final affected multiple missing ongoing repeated wrong incorrect broken slow new old latest
    current previous same other another different me them him myself ourselves now free instance reference
    example review information info details everything something anything nothing anyone someone nobody days
    weeks hours months minutes years long while time times testing login access approval investigation
    escalation feedback visibility message messages student students parent parents teacher teachers staffs
    patient patients
    end host hosts vat gst tax iban tlc id ids eta faq tos ui kyc gps erp crm hr
    european american british german french italian spanish dutch polish swiss austrian indian chinese japanese
    canadian
    australian brazilian mexican asian african english turkish russian korean nordic
    however simple instead therefore moreover otherwise also although christmas easter halloween thanksgiving
    black cyber
    let lets who where everybody somebody nobody anybody sure granted nothing ever good real fun
    warning warnings last first next final only second third once whenever
    existing active internal external certain regular guest anonymous paying paid local global remote unique random
    returning former real random main own public private
    applicant buyer seller vendor supplier guest visitor reporter requester requestor owner manager developer operator
    dad mom mum father mother wife husband son daughter kid kids child children family boyfriend girlfriend
    domain contract subscription licence license certificate membership auto automatic annual yearly monthly weekly
    daily
    acceso clientes cliente usuario usuarios sistema servicio servidor tienda pedido pedidos factura facturas soporte
    neu neue neuen neuer neues alte alten alle aller mein meine dein unser unsere ihr ihre der die das den dem ein
    eine
    einen kein keine wenn wann warum wieso weil aber und oder nach beim seit
    benutzer nutzer kunde kunden rechnung rechnungen bestellung bestellungen anmeldung fehler seite
    utilisateur utilisateurs facture factures commande commandes compte connexion erreur bonjour
    driver nurse doctor citizen resident candidate recruiter shopper donor volunteer instructor author editor reviewer
    auditor contractor consultant technician attendee participant player host trainer colleague boss
    """
)

# Words a name is not made of when it stands in small letters; a text's last words are no customer because of them.
VERBS = _words(
    """
    is are was were be been being has have had do does did can cannot can't could will would shall should may
    might must get gets got getting see sees seen seeing show shows showing fail fails failed failing work works
    worked working load loads loading click clicks say says said make makes use uses used using try tries tried
    keep keeps send sends sent open opens opened fix fixed check checked add added remove removed log logs
    logged update updated need needs want wants know knows wait waiting help helps please ask asked asking tell
    report reported receive received happening happened going go goes come comes started since because due via
    still again only just also very too
    """
)

# A last word that makes a name a company's.
COMPANY_WORDS = _words(
    """
    inc incorporated ltd limited llc llp plc corp corporation co company gmbh ag sa sarl sas srl spa bv nv ab as
    oy oyj aps kk pty pte pa group holding holdings bank insurance airlines airways hospital clinic medical
    health healthcare pharmacy pharmacies university college school academy institute museum library church city
    county council ministry foods farm farms bakery cafe coffee winery hotel hotels toys video publishing
    publishers press media studio studios labs lab partners consulting consultants solutions industries systems
    technologies logistics motors energy power telecom house works cycles travel traders importers stores retail
    traders research outfitters suites airways vineyard vineyards freight shipping brewery foundation trust
    association agency verein stiftung kg ug eg mbh coop co-op cooperative co-operative investments enterprises
    pharmaceuticals pharma chemicals electronics importers designers apparel fashions furniture dental veterinary
    catering plumbing construction builders contractors architects attorneys accountants broadcasting resort lodge
    center centre partners gym gyms restaurant restaurants bistro brewing distillery dairy seafood organics nursery
    florist jewelers optics
    robotics
    aerospace aviation couriers trucking railways mining petroleum wireless tours cruises adventures messenger
    communications shipyard clinics hospitals schools colleges banks hotels
    ventures associates brothers bros sons estates realty society
    """
)
