"""Ordinary words of a coordinator's papers, written down by hand: a word that stands here is no name.

Surnames and given names that are words too (``bill``, ``grant``, ``park``) stand here and in ``known_names.py``: beside
another name they are one, elsewhere they are words.
"""

from __future__ import annotations

_LABELS = """
ack acknowledged acknowledgement acknowledgment agency arrest call case cases cfs claim complaint control count crime
docket document entry event evt file form id ident incident invoice job lead leads letter log memo msg message no nr
notice num number offense order packet po receipt record ref reference referral rep report request rpt sequence serial
service ticket tip tracking transaction txn unit voucher warrant check chk eft ach wire award quarter ice ero hsi dhs
cbp uscis doj fbi atf dea usms usbp bp ncic nlets lesc tecs earm eid enforce cad rms so pd sheriff sheriffs police dps
county state city tx fl ga welfare standard open row old new sample test demo amended corrected supplement supp part
page final copy batch series year fy qtr q1 q2 q3 q4 criminal civil court circuit district task force taskforce tfm
jem wso moa mou fincen npr pr out in of the for and to from on at by
"""

LABELS = frozenset(_LABELS.split())
"""Words that stand before or between the numbers of a reference."""

_PAPERS = """
a about above accept accepted accepting access accident account accounting accounts across act acted acting action
actions active activity actual add added adding addendum additional address adjusted adjustment administration
administrative administrator admin advance advice advise advised advises affidavit after afternoon again against
agencies agent agents agree agreed agreement agreements all allocated allowance allowed allowable alone already also
although always am amend amendment amendments amount amounts an annual annually another answer answered any anybody
appendix application applied apply applying appointed appointment approval approve approved approving april archive
are area arranged arrived arrival article as aside ask asked assessment asset assets assigned assignment assist
assistance assistant associate attached attachment attended audio audit auditor audited august authority
authorization authorizations authorize authorized authorizing auto automatic availability available average back
background backfill backup bad bag badge balance ballistic bank bar base based basic basis battery batteries be
because become been before began begin beginning begins being below belt belts benefit benefits best better between
bid bill billed billing biweekly blank block board body bond bonus book booked booking books both bought bounds box
boxes branch break brief briefing bring broken brought budget budgeted building bulk bulletin bureau business but
button buy cable cables cage calendar called caller calls came camera cameras can canceled cancelled cancellation
cannot capability car card cards care carrier cars cash category cause ceased center central cert certificate
certificates certification certified certify chain chair chairman change changed changes charge charged charger
charges chart checked checking checklist checks chief children choice citation cited civilian claimed claims class
classes classroom clear clearance cleared clerk clinic clinical clock close closed closing clothing code coded codes
collected column combined come comes coming command commander comment commission commissioner commissioners
committee common communication communications community company compared compensation complete completed completes
completion compliance complied comptroller computer computers condition conditional conditions conduct conference
confirm confirmed confirming confirms confirmation conflict congress connect consent console consultation contact
container content continue continued contract contractor contracts convenience converted coordinator copied copies
cord corner corp corporal correct correction corrections correctly corrects correspondence cost costs council
counted counter countersigned counties coupon course courses cover covered coverage covers created credential
credentialed credentials credit crew current custody customer customs cut cycle daily damage damaged dash data
database date dated dates day days dead deadline deal dealer dealt dealing death deceased december decided decision
decline declined deducted deduction deed default deferred delay delayed delegated delegation deleted delivered
delivery demand denial denied department departed departure deployed deployment deposit deposited deputies deputy
describes description desk desktop destroyed detached detail detailed details detained detainer detainers detective
detectives detector detention determination development device devices did died difference different digital direct
directed direction directive director disability discharge disciplinary discipline discontinued discovery discretion
discussed disk dismissed dispatch dispatched dispatcher display disposition disputed distance distributed division
do dock docking documentation documents does dog dollar dollars done door double down draft drawn drive driver
drives drop dropped drug dual due duplicate during duties duty each earlier early earned east edit editing edition
effect effective effort either elected election electronic electronically eligible eligibility else email emailed
emails emergency employed employee employees employer employment enclosed encounter encounters end ended ending ends
enforced enforcement engine enough entered entire entries envelope equal equipment equipped error errors escort
established estimate estimated evaluation even evening events every evidence exam examination exceeded except
exception exceptions exchange excluded execution executed executive exempt exemption exhibit exists expected
expedite expedited expenditure expense expenses expiration expire expired expires explained explanation explosive
export exported expressed extended extension external extra face facility fact facts failed failure fall family fare
fatal fax faxed february federal fee fees few field fifth figure figures filed files filing fill filled filter
finance financial find findings fine fingerprint fingerprints firm first fiscal fit fitness five fix fixed flag
flashlight flashlights flat fleet flight floor fold folder follow followed following follows food foreign forensic
forfeiture forget forgotten formal format former forms forward forwarded found four fourth frame free friday fuel
full fully function fund funded funding funds further future gain garage gas gate gave gear general get given gives
giving glass glove gloves go goes going good goods got governor graduated graduation graduate grant granted grants
gross ground group guard guidance guide guidelines gun guns had half hall hand handcuff handcuffs handed handgun
handheld handling handset hard hardware harness has have having he head headquarters headset headsets health hearing
held helmet helmets help her here high highway hired hire hiring his hit hold holder holding hole holiday holster
holsters home honor host hour hourly hours house housing how hr hub human ice identification identified identifier
identity if illness image imaging immediate immediately immigration impact implementation import imported important
improvement incidental inclusion incl include included includes including incomplete incorrect increase independent
index individual industries inform information initial initially initiated injury inmate inquiry inside inspected
inspection inspections inspector install installation installed installation installment instead institute
institution instruction instructions instructor insurance intake integrity intel intelligence intent interest
interim interior internal international internet interpretation interpreter interview interviewed into introduced
inventory investigation investigations investigative investigator invited invoiced invoices inc involved is issuance
issue issued issues it item items itemized its itself jacket jail january joined joint joiner journal judge judgment
judicial july june jurisdiction just justice juvenile keep kept key keyboard keys kind kit kits knee knife know
known lab label labor laboratory lack language laptop laptops large laser last late later law laws lawful leave left
legal less level liability liaison license licensed licenses lieutenant life light lighting lights like limit
limited line lines link linked list listed lists live llc load loaded loan local locate located location locator
lock locker lockers long look looked lost lot low lower ltd machine made mail mailed main maintain maintenance major
make makes making man manage management manager mandatory manual many map march marked marker marking mark marshal
marshals mat match matched material materials matter maximum may mayor me mean means measure media medical medium
meet meeting meetings member members memorandum memory men mention met method mic microphone microphones mid middle
mileage military mind minimum minor minute minutes missed missing mission mistake mistaken mobile mode model modem
modems modification modified module monday money monitor monitors month monthly months more morning most motion
motor mount mounted mounts move moved much multiple municipal must mutual my name narrative national need needed
negative net network never next night nine nobody nominated nomination none nonsuch noon nor normal north not notary
note noted notes nothing notification notified november now obligated obligation observed obtained occur october of
off office officer officers offices official old omitted once one only onto operate operated operating operation
operational operations operator opinion option optional or oral orders ordinance organization original other others
otherwise our outcome outcomes outlets outreach outside outstanding over overall override overlap overpaid
overpayment oversight overtime owed own owned pack packets pad page paid paint panel paper papers park part partial
partially parts party pass passed past patch patrol pay payable payment payments payroll peace pen pending people
per percent percentage perform performance period periods permanent permission permit personal personnel phase phone
phoned phones photo photos physical pick pickup picture pilot piece place placed plain plan plans plant plate plates
platform please plus point points policies policy polo pool portable portal portion position positive possible post
posted postal pouch power practice preliminary premium prepaid prepared present presented president press previous
price printed printer printers prior private probation procedure procedures process processed processing procurement
produced product production products professional proficiency program programme programs project promoted promotion
proof proper property proposal proposed prosecutor protection protective protocol provide provided provider provides
provision provisional public pull purchase purchased purchases purchasing purpose qualification qualified quantity
quarterly question questions queue quick quota quote rack radar radio radios raise raised ran range rank rate rates
rather ratified re reached read reader reading ready real reason reassigned reassignment recall receipts receive
received receiver receives recently recertification recertified recommended reconciled recorded recorder recording
records recovered recovery recruit recurring red reduced referred refresher refund refused refusal regard regarding
region regional register registered registration regular reimburse reimbursed reimbursement reimbursements
reinstated reinstatement reissue reissued reject rejected related release released relief relieved remain remaining
remains remarks removal remove removed renewal renewed rent rental repair repairs repaid repeat replace replaced
replacement replaces replied reply reported reporting reports represent requested requests required requirement
requirements requires requisition reserve reserves resigned resignation resolution resolved respond responded
response responsible rest restored restraint restraints restricted result results resumed retained retired
retirement return returned returns revenue reverse reversed review reviewed reviewer revised revision revoked
revocation rifle rifles right rights risk road roll roof room roster rosters round routine rule rules run safe
safety said salary salaries same satellite saturday save saved says scale scan scanned scanner scanners schedule
scheduled school scope screen screening seal search seat seats second secondary secretary section sections secure
security see seen seized selected self sent separate separated separation september sergeant series serve served
server set sets settled settlement seven several shall share shared she sheet sheets shield shift shifts shipment
shipped shipping shirt shirts shop short should show showed shown shows sick side sidearm sign signal signature
signatures signed signs since single siren sirens site six size sleeve small social software sold sole solicitor
some somebody soon sorry source south space spare special specialist specific specification spent split spoke
sponsor spread spreadsheet spring staff stamp stamped stand standards standing start started starts statement states
station stationed statistics status statute stay stayed step sticker still stock stolen stop storage store stored
street strike string strobe strong subject submission submit submitted subpoena subsequent substitute sub such
sufficient suit sum summary summer summons sunday superintendent superior supervisor supervisory supplemental
supplied supplier supplies supply support surety surplus survey suspended suspense suspension swap switch sworn
system systems table tablet tablets tactical take taken talked tape target tax taxes team teams tech technical
technician technology telephone ten term terminal terminated termination terms terminate than thanks that their them
then there therefore these they thing third this those though three through thursday tie time timely times timesheet
timesheets tire tires title today together token told tool tools top total totals touch tow town township track
tracker trailer train trained trainee trainees trainer training transfer transferred transit translation
transmission transmitted transmittal transport transportation travel treasurer treasury trial trip truck trucks true
trust try tuesday tuition turn turned twice two type typed typo unable unassigned uncertain under uniform uniforms
union units until unpaid unread up upfit upfitting update updated upgrade upgrades upload uploaded upon us usb use
used user uses using utility vacancy vacated vacation valid validated van vans various vehicle vehicles vendor
verbal verified verify version vest vests via vice victim video village violation visit void voided volume voluntary
vote waiting waived waiver walk wall want wanted war ward warden warehouse warning warranty was watch water way we
web wednesday week weekend weekly weeks weight went were west what when where whether which while white who whole
whose why wide will window winter wireless with withdrawal withdrawn withheld within without witness witnesses woman
women word words work worked worker workers working works workshop workstation would write written wrong years yes
yet you your zero zone academy accreditation admissions adult ammunition ammo amp antenna antennas apparel apps
armor assembly attorney aux ballistics bay billable bodycam bracket brake breaching bumper camcorder canine carbine
carrying cartridges chassis cellular chemical cleaning cloud coat color combo conversion copier cuffs database decal
decals dell dictation duplex earpiece encrypted encryption engraving equip exterior extinguisher fob forklift gps
graphics gasoline grille halogen holsters hotspot ink interface inverter jumpsuit k9 ladder lamp lapel lease lens
lightbar lightbars lodging magazine magazines maps megaphone modules munitions narcan optics partition partitions
pepper pistol pistols plasma plotter projector prisoner pump push rail receivers repeater router routers saddle
scope shelf shotgun shotguns sled sedan sim speaker spotlight spray sticks stickers suv suvs taser tasers thermal
tint toner tourniquet tourniquets trauma tripod trunk unmarked upholstery ups wagon wheel wheels whistle wiring zip
"""

_BRANDS = """
ford explorer interceptor expedition ranger escape transit taurus fusion maverick bronco chevrolet chevy tahoe
silverado suburban impala malibu colorado traverse equinox dodge charger durango ram jeep wrangler cherokee
gladiator gmc sierra yukon terrain toyota tacoma tundra camry highlander sienna nissan honda hyundai kia subaru
chrysler pacifica motorola kenwood harris falcon apx xtl panasonic toughbook getac dell lenovo thinkpad latitude hp
elitebook zebra brother epson canon samsung galaxy apple iphone ipad cradlepoint sierra axon watchguard whelen
federal soundoff setina havis gamber johnson stalker kustom safariland glock sig sauer colt remington mossberg
streamlight surefire garmin verizon firstnet att tmobile starlink microsoft office windows adobe acrobat excel word
tyler spillman centralsquare mobileye biometric livescan idemia morpho crossmatch dataworks neoride amazon walmart
staples grainger galls cdw shi stonegarden byrne jag jagc copps hidta opsg hsgp edward memorial operation
stonegarden
"""

_PLACES = """
alabama alaska arizona arkansas california connecticut delaware florida hawaii idaho illinois indiana iowa kansas
kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio
oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming hampshire jersey mexico dakota carolina
rhode island columbia puerto rico atlanta baltimore boston buffalo chicago dallas denver detroit honolulu houston
miami newark orlando philadelphia phoenix seattle tampa tucson albuquerque nashville memphis pittsburgh jacksonville
tallahassee laredo harlingen mcallen brownsville lubbock amarillo midland odessa usa america american united
washington williston laguna burlington fletc glynco brunswick charleston artesia
"""

_MONTHS = """
jan feb mar apr may jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun january february
march april june july august september october november december
"""

_SHORT = """
approx attn avg bldg co comm cont dept dept dist div dob ea emp eml encl esp est etc ext gov govt hq hrs incl info
inv lt maj max mgmt mgr misc mo mtg na nbr ofc off ok ord orig pct pd pkg pg pls pp pt qty rcpt rcvd rec recd rev rm
sched sec sgt cpl capt det sgts spec spvr sr st std sub supv sw sys tel temp thru transp unk vs wk wks wrk xfer yr
yrs asap aka cc fwd fyi tba tbd tfo tfos sac asac aso doo ddo fod afod cdo iea ieas sddo dfod eoir opla oig gao cjis
vpn url pdf csv xls xlsx ods tsv json txt doc docx jpg png tif zip html xml
"""

_SPANISH = """
numero caso referencia fecha oficio
"""

ORDINARY = LABELS | frozenset(f"{_PAPERS} {_BRANDS} {_PLACES} {_MONTHS} {_SHORT} {_SPANISH}".split())
"""All of them."""

_WORDS_OF_PLACES = """
acres arroyo bay bayou beach bend bluff bluffs borough bridge brook cape castle cedar citrus coast coral creek
crossing desert falls farms forest forks fort fountain gables garden gardens glen glendale grand grove gulf harbor
heights hidden highland highlands hills hollow hunters island islands isle isles junction lake lakes lakewood landing
maple meadow meadows mesa mill mills mount mountain municipio oak oaks ocean orchard palm palms palo parish pine pines
plains plantation pleasant point pond port prairie prince ranch rancho rapids ridge river riverside rock rocky royal
sand sandy sea shore shores sioux spring springs sunny sunset terra terrace traverse twin upper vale valley
villages vista walnut wells woods
"""

WORDS_OF_PLACES = frozenset(_WORDS_OF_PLACES.split())
"""Words of which names of places are made: beside them a word that no list knows is no name."""

PLACES_OF_TWO_WORDS = (
    "ahwatukee foothills", "albany park", "aliso viejo", "ann arbor", "anne arundel", "aspen hill", "auburn gresham",
    "baldwin park", "baton rouge", "bel air south", "belmont cragin", "big horn", "big stone", "black hawk",
    "blue earth", "boca raton", "bon homme", "bowling green", "brooklyn park", "buena park", "canoga park",
    "canyon country", "casa grande", "cerro gordo", "chapel hill", "cherry hill", "contra costa", "corpus christi",
    "country club", "crow wing", "deaf smith", "deer lodge", "del rio", "des moines", "des plaines", "eagle pass",
    "eau claire", "el centro", "el paso", "flower mound", "fond du lac", "fort bend", "fort lauderdale", "fort wayne",
    "fort worth", "glen burnie", "grand rapids", "hoffman estates", "huntington park", "irving park", "kansas city",
    "key west", "keya paha", "king and queen", "king george", "king william", "lac qui parle", "lake charles",
    "las vegas", "le flore", "le sueur", "lewis and clark", "lincoln park", "little havana", "little rock",
    "los angeles", "mille lacs", "monterey park", "mott haven", "new orleans", "new york", "nez perce",
    "north carolina", "oak dale", "oglala lakota", "oklahoma city", "orland park", "otter tail", "overland park",
    "oxford circle", "ozone park", "palm beach", "palmetto county", "park slope", "pend oreille", "perth amboy",
    "pico rivera", "pinellas park", "pointe coupee", "port isabel", "port saint lucie", "port st lucie",
    "portage park", "prince edward", "prince george", "prince william", "richmond hill", "rio arriba", "rio blanco",
    "rio grande", "rogers park", "saint charles", "saint clair", "saint george", "saint joseph", "saint louis",
    "saint louis park", "saint paul", "saint petersburg", "salt lake city", "san angelo", "san antonio",
    "san bernardino", "san diego", "san francisco", "san jose", "san juan", "san luis obispo", "san marcos",
    "san mateo", "sandy springs", "santa ana", "santa barbara", "santa clara", "santa cruz", "santa fe",
    "santa maria", "santa monica", "santa rosa", "silver bow", "south bel air", "south carolina", "south ozone park",
    "st augustine", "st charles", "st clair", "st george", "st joseph", "st louis", "st lucie", "st paul",
    "st petersburg", "ste genevieve", "sugar land", "sunrise manor", "sweet grass", "terre haute", "tinley park",
    "val verde", "valley glen", "virginia beach", "walla walla", "warner robins", "west des moines",
    "west palm beach", "west virginia", "yellow medicine", "yorba linda",
)  # fmt: skip
"""Names of ICE's offices, of larger cities and of counties that look like a person's; those that a person may well
have, such as that of Tom Green County, are not among them."""

ENDINGS = (
    "ing", "ings", "ed", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "able", "ible", "ized",
    "ally", "ity", "ities", "ware", "ance", "ances", "ency", "encies", "ical", "ively", "fully",
)  # fmt: skip
"""Endings of words that are ordinary where they are written small and are no known name."""
