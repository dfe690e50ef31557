"""Given names and surnames that are common in the United States, written down by hand.

Most names need not stand here: two words in a row that no list knows are taken for one. These are the short ones, which
look like codes, those that are words too, and those that are often written alone or small.
"""

from __future__ import annotations

_GIVEN = """
aaron abby abdul abel abigail abraham ada adam adan adela adrian adriana agnes agustin ahmad ahmed aida aisha alan
albert alberto alejandra alejandro alex alexander alexandra alexis alfonso alfred alfredo ali alice alicia allan allen
allison alma alondra alonso alvaro alvin alyssa amanda amber amelia amina amir amy ana andre andrea andres andrew
angel angela angelica angelina anita ann anna anne annette annie anthony antonia antonio ariana ariel arlene armando
arnold arthur arturo ashley asif audrey aurora ava barbara barry beatrice beatriz ben benita benito benjamin bernard
bernardo bernice bertha bessie beth betty beverly billy blanca bob bobby bonnie brad bradley brandon brenda brent
brett brian brittany bruce bryan byron caleb calvin camila carl carla carlos carmen carol carolina caroline carolyn
carrie catalina catherine cathy cecil cecilia cesar chad charlene charles charlie charlotte cheryl chester chloe chris
christian christina christine christopher cindy claire clara clarence claude claudia clifford clinton clyde cody
colleen concepcion connie constance consuelo corey cory courtney craig cristian cristina crystal curtis cynthia daisy
dale dan dana daniel daniela danielle danny dario darlene darrell darren darryl david dawn debbie deborah debra delia
delores denise dennis derek derrick diana diane diego dina dmitri dolores domingo don donald donna dora doris dorothy
doug douglas duane dulce dung dustin dwayne dylan earl eddie edgar edith edna eduardo edward edwin efrain eileen
elaine eleanor elena eli elias elijah elisa elizabeth ella ellen elmer elsa elsie emanuel emilio emily emma emmanuel
enrique eric erica erik erika erin ernest ernesto esmeralda esperanza esteban estela esther ethan ethel eugene eva
evelyn fabian fatima federico felicia felipe felix fernanda fernando fidel flora florence floyd frances francis
francisca francisco frank franklin fred frederick gabriel gabriela gail gary gene geoffrey george gerald geraldine
gerardo gertrude gilbert gilberto gina giovanni gladys glen glenda glenn gloria gonzalo gordon grace greg gregorio
gregory griselda guadalupe guillermo gustavo haley hannah harold harry harvey hassan hazel heather hector heidi helen
henry herbert herman hernan hilda holly homero howard hugo humberto hussein ian ibrahim ida ignacio igor ines ingrid
irene iris irma isaac isabel isabella ishmael ismael israel ivan ivonne jack jackie jackson jacob jacqueline jaime
jake jamal james jamie jane janet janice jared jasmin jasmine jason javier jay jean jeanette jeanne jeff jeffery
jeffrey jen jenna jennifer jenny jeremiah jeremy jerome jerry jesse jessica jessie jesus jill jim jimena jimmy jo joan
joann joanna joanne joaquin joe joel johan john johnny jon jonas jonathan jorge jose josefina joseph josephine joshua
josue joy joyce juan juana juanita judith judy julia julian juliana julie julio justin karen karina karl karla kate
katherine kathleen kathryn kathy katie keith kelly ken kenneth kenya kevin khalid khan kim kimberly kristen kristin
kurt kyle lance larry laura lauren laurie lawrence leah lee leo leon leonard leonardo leonel leroy leslie lester
leticia lidia lilia liliana lillian lillie linda lisa lloyd logan lois lola lonnie lopez lorena loretta lori lorraine
louis louise lourdes lucas lucia luciana lucille lucy luis luisa luke luz lydia lynn madison magdalena mahmoud manuel
marc marcela marcelo marcia marco marcos marcus margaret margarita maria marian mariana maribel marie marilyn mario
marion marisol marjorie mark marlene marta martha martin marvin mary mason mateo mathew matthew maureen maurice
mauricio max maya mayra megan melanie melinda melissa melvin mercedes michael micheal michele michelle miguel mike
mildred milton minh minnie miriam mohamed mohammad mohammed moises monica moses muhammad mustafa myrna nadia nancy
naomi natalia natalie nathan nathaniel neil nellie nelly nelson nestor nguyen nicholas nicolas nicole nina noah noe
noel nora norma norman octavio olga oliver olivia omar orlando oscar osvaldo pablo paloma pamela patricia patrick paul
paula pauline paulo pearl pedro peggy perla peter philip phillip phyllis pierre pilar rachel rafael ralph ramiro ramon
ramona randall randy raquel raul ray raymond rebecca refugio regina reginald rene renee reyna rhonda ricardo richard
rick ricky rita robert roberta roberto robin rocio rodney rodolfo rodrigo rogelio roger roland roman ron ronald ronnie
rosa rosalinda rosario rose rosemary roxana roy ruben ruby ruth ryan sabrina sally salvador sam samantha samuel sandra
sandy santiago santos sara sarah saul scott sean sebastian selena sergio seth shane shannon sharon shawn sheila sherry
shirley silvia simon sofia soledad sonia sophia stacey stacy stanley stella stephanie stephen steve steven stuart sue
susan susana suzanne sylvia tamara tammy tania tanya tara ted teresa teresita terri terry thelma theodore theresa
thomas tiffany tim timothy tina todd tom tomas tommy toni tony tonya tracy travis trevor troy tyler tyrone ulises
uriel valentina valeria valerie vanessa vera vernon veronica vicente vicki victor victoria vincent viola violeta
virginia vivian vladimir walter wanda warren wayne wendy wesley wilfredo wilhelm will william willie wilma wilmer
wilson xavier ximena xiomara yadira yasmin yesenia yolanda yusuf yvette yvonne zachary zoe
"""

_FAMILY = """
acosta adams aguilar aguirre ahmad alvarado alvarez anderson arias arroyo ayala bailey baker barnes barrera bautista
bell bennett benitez bernal bravo brooks brown bryant bui bustamante butler cabrera calderon campbell campos cano
cardenas carrillo carter castaneda castillo castro cervantes chan chang chavez chen cho choi chu clark coleman
collins colon contreras cook cooper cordova correa cortes cortez cox cruz dang davis delacruz deleon delgado diaz
dinh do doe dominguez duong duran escobar espinosa espinoza esquivel estrada evans fernandez figueroa fischer fisher
flores foster franco fuentes galindo gallegos garcia garza gibson gomez gonzales gonzalez gray green griffin guerra
guerrero gutierrez guzman hall henderson hernandez herrera hill ho hoang howard hu huang hughes huynh ibarra jackson
jenkins jimenez johnson jones juarez kaur kelly kim king kumar lara le lee leon lewis li lim lin liu long lopez
lozano lugo luna ly ma macias maldonado marin marquez martinez mata medina mejia mendez mendoza mendes mercado meza
miller mitchell mo mohamed molina montes montoya moore morales moreno morgan morris munoz murillo murphy myers nava
navarro nelson ng ngo nguyen nunez ocampo ochoa ojeda olivares orozco ortega ortiz osorio owens pacheco padilla
palacios parker park patel paz pena peralta perez perry peterson pham phan phillips pineda pineda ponce powell price
quintero quiroz rahman ramirez ramos reed reyes reynolds richardson rios rivas rivera roberts robinson robles rocha
rodriguez rodriquez roe rogers rojas roman romero rosales rosas ross rubio ruiz russell saenz salas salazar salgado
salinas sanchez sanders sandoval santana santiago santos serrano shah sharma silva simmons singh smith solano solis
soto stewart suarez sun sullivan tang tapia taylor thomas thompson to torres tran trejo trujillo turner valdez
valencia valenzuela vargas vasquez vazquez vega velasco velasquez velez vera villa villanueva villarreal vo vu
walker wang ward washington watson weber white williams wilson wong wood wright wu xu yan yang yeh yi young yu
zamora zapata zavala zhang zhao zheng zhou zhu zuniga
"""

_ALSO_WORDS = """
bill grant rose dean drew guy hunter chase art pat may hope washington jackson dallas houston jordan carolina virginia
georgia lincoln
"""

_SURNAMES_THAT_ARE_WORDS = """
banks beach best billings block bond bonds boston branch branches brook byrne call carrier case cash castle chambers
child church coats crews cross day deal dodge downs driver early edwards field fields fish ford forest forrest fort
fountain gates givens glass golden good goods gross grove groves hand hands harbor harris head heads heath hills
holder holmes house houses joiner judge justice key keys knight lake lakes land lane law light link long lord love
major marks marsh mason may mays meadows means mill mills minor moon north numbers pack page paige palm parish parks
peoples pike pine point pond pool pope porter post powers prince quick rains read reader rhodes ridge rivers road rock
rush sands seals seat self sells sharp sheets shields ship shipp ships short shorts sierra sims small south speed
spring springs staples stock stokes stone store street streets strong summers swift temple terry tower towers towns
tyler vales valley van wade wagon walker wall walls ware warren waters weeks wells west white wills winter winters
wise wolf woods workman
"""

KNOWN_NAMES = frozenset(f"{_GIVEN} {_FAMILY} {_ALSO_WORDS}".split()) - {"to", "do", "ma", "mo", "ross"}
"""All of them; those that are state codes or small words are left out."""

GIVEN_NAMES = frozenset(f"{_GIVEN} bill grant rose dean drew guy hunter chase art pat may hope".split()) - {"king"}
"""Those by which a word after or before them is known as a surname."""

SURNAMES_THAT_ARE_WORDS = frozenset(_SURNAMES_THAT_ARE_WORDS.split())
"""Words that are a surname beside a given name, and no name elsewhere."""

_BETWEEN = "de la las los del da das do dos di du van von der den bin ibn al el ul abu bint y e mc mac st san santa"

PARTICLES = frozenset(_BETWEEN.split())
"""What stands between the parts of a name, and is none."""
