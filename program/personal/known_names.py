"""Given names and surnames that are common in the United States, written down by hand.

Most names need not stand here: two words in a row that no list knows are taken for one. These are the short ones, which
look like codes, those that are words too, and those that are often written alone or small.
"""

from __future__ import annotations

_GIVEN = """
aaron abby abdul abel abigail abraham ada adam adan adela adrian adriana agnes agustin ahmad ahmed aida aisha alan
albert alberto alejandra alejandro alex alexander alexandra alexis alfonso alfred alfredo ali alice alicia allen
allison alma alondra alonso alvaro alyssa amanda amber amelia amina amir amy ana andrea andres andrew angel angela
angelica angelina anita ann anna anne annie anthony antonia antonio ariana ariel armando arnold arthur arturo ashley
asif audrey aurora ava barbara beatriz ben benita benito benjamin bernardo beth betty beverly blanca bob bobby
bonnie bradley brandon brenda brian bruce bryan byron caleb camila carl carla carlos carmen carol carolina caroline
catalina catherine cecilia cesar charles charlotte chloe chris christian christina christine christopher cindy
claire clara claudia concepcion connie consuelo craig cristian cristina crystal curtis cynthia daisy dale dan daniel
daniela danielle danny dario david dawn debbie deborah delia dennis derek diana diane diego dina dmitri dolores
domingo donald donna doris dorothy doug douglas duane dulce dung dwayne dylan eddie edgar edith edna eduardo edward
edwin efrain elaine elena eli elias elijah elisa elizabeth ella ellen elsa emanuel emilio emily emma emmanuel
enrique eric erica erik erika erin ernest ernesto esmeralda esperanza esteban estela esther ethan eugene eva evelyn
fabian fatima federico felicia felipe felix fernanda fernando fidel flora florence francis francisca francisco frank
fred frederick gabriel gabriela gary geoffrey george gerald gerardo gilbert gilberto gina giovanni gladys glenn
gloria gonzalo gordon greg gregorio gregory griselda guadalupe guillermo gustavo haley hannah harold harry hassan
hector heather hector heidi helen henry hernan hilda homero howard hugo humberto hussein ian ibrahim ida ignacio
igor ines ingrid irene iris irma isaac isabel isabella ishmael ismael israel ivan ivonne jack jackie jackson jacob
jacqueline jaime jake jamal james jamie jane janet janice jared jasmin jasmine jason javier jay jean jeff jeffrey
jen jenna jennifer jenny jeremiah jeremy jerome jerry jesse jessica jessie jesus jill jim jimena jimmy jo joan
joanna joaquin joe joel johan john johnny jon jonas jonathan jorge jose joseph josefina joshua josue juan juana
juanita judith judy julia julian juliana julie julio justin karen karina karl karla kate katherine kathleen kathy
katie keith kelly ken kenneth kenya kevin khalid khan kim kimberly kyle lance larry laura lauren lawrence leah lee
leo leon leonardo leonel leroy leslie leticia lidia lilia liliana lillian linda lisa lloyd logan lois lola lopez
lorena lori louis louise lourdes lucas lucia luciana lucy luis luisa luke luz lydia lynn madison magdalena mahmoud
manuel marc marcela marcelo marco marcos marcus margaret margarita maria mariana maribel marie marilyn mario marisol
mark marlene marta martha martin marvin mary mason mateo mathew matthew mauricio max maya mayra megan melanie
melinda melissa melvin mercedes michael michelle miguel mike mildred minh miriam mohamed mohammad mohammed moises
monica moses muhammad mustafa myrna nadia nancy naomi natalia natalie nathan nelly nelson nestor nguyen nicholas
nicolas nicole nina noah noe noel nora norma octavio olga oliver olivia omar orlando oscar osvaldo pablo paloma
pamela patricia patrick paul paula paulo pedro peggy perla peter philip phillip phyllis pierre pilar rachel rafael
ralph ramiro ramon ramona randy raquel raul raymond rebecca refugio rene reyna ricardo richard rick rita robert
roberto rocio rodolfo rodrigo roger rogelio roland roman ronald rosa rosalinda rosario rose rosemary roxana roy
ruben ruth ryan sabrina sally salvador sam samantha samuel sandra santiago santos sara sarah saul scott sean
sebastian selena sergio seth sharon shawn sheila shirley silvia simon sofia soledad sonia sophia stacy stanley
stella stephanie stephen steve steven stuart susan susana suzanne sylvia tamara tania tanya tara ted teresa teresita
terry theodore theresa thomas tiffany tim timothy tina todd tom tomas tommy toni tony tracy trevor tyrone ulises
uriel valentina valeria valerie vanessa vera vernon veronica vicente vicki victor victoria vincent viola violeta
virginia vivian vladimir walter wanda wayne wendy wilfredo wilhelm will william willie wilmer wilson xavier ximena
xiomara yadira yasmin yesenia yolanda yusuf yvette zachary zoe
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

KNOWN_NAMES = frozenset(f"{_GIVEN} {_FAMILY} {_ALSO_WORDS}".split()) - {"to", "do", "ma", "mo", "ross"}
"""All of them; those that are state codes or small words are left out."""

_BETWEEN = "de la las los del da das do dos di du van von der den bin ibn al el ul abu bint y e mc mac st san"

PARTICLES = frozenset(_BETWEEN.split())
"""What stands between the parts of a name, and is none."""
