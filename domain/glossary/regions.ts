/**
 * Countries of the regions that the glossary names, by ISO 3166-1 code; after the UN's geographic regions (M49) and the
 * bodies' own lists of members. For finding only: no statement on any territory.
 */
const REGIONS: Readonly<Record<string, string>> = {
  'north-africa': 'DZ EG LY MA SD TN EH',
  maghreb: 'DZ LY MA MR TN',
  'west-africa': 'BJ BF CV CI GM GH GN GW LR ML MR NE NG SN SL TG',
  'central-africa': 'AO CM CF TD CG CD GQ GA ST',
  'east-africa': 'BI KM DJ ER ET KE MG MW MU MZ RW SC SO SS TZ UG ZM ZW',
  'southern-africa': 'AO BW SZ LS MW MZ NA ZA ZM ZW',
  'horn-of-africa': 'DJ ER ET SO',
  sahel: 'BF TD ML MR NE NG SN SD',
  'great-lakes-africa': 'BI CD KE RW TZ UG',
  'central-asia': 'KZ KG TJ TM UZ',
  'south-asia': 'AF BD BT IN IR MV NP PK LK',
  'south-east-asia': 'BN KH ID LA MY MM PH SG TH TL VN',
  asean: 'BN KH ID LA MY MM PH SG TH TL VN',
  'east-asia': 'CN HK MO JP KP KR MN',
  'middle-east': 'BH IQ IR IL JO KW LB OM PS QA SA SY AE YE',
  'gulf-countries': 'BH KW OM QA SA AE',
  'arab-region': 'DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE',
  caucasus: 'AM AZ GE',
  pacific: 'AU NZ FJ PG SB VU NC KI MH FM NR PW WS TO TV CK NU PF GU AS MP TK WF',
  'western-europe': 'AT BE FR DE LI LU MC NL CH',
  'nordic-countries': 'DK FI IS NO SE',
  'baltic-states': 'EE LV LT',
  'southern-europe': 'AL AD BA HR GR IT MT ME MK PT SM RS SI ES VA CY',
  'eastern-europe': 'BY BG CZ HU PL MD RO RU SK UA',
  'western-balkans': 'AL BA ME MK RS XK',
  'european-union': 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE',
  'central-america': 'BZ CR SV GT HN NI PA',
  'south-america': 'AR BO BR CL CO EC GY PY PE SR UY VE',
  caribbean: 'AG AI AW BS BB BM VG KY CU CW DM DO GD GP HT JM MQ MS PR KN LC VC SX TT TC VI',
  andes: 'BO CL CO EC PE VE',
  'amazon-region': 'BO BR CO EC GY PE SR VE',
  'latin-america': 'AR BO BR CL CO CR CU DO EC SV GT HN HT MX NI PA PY PE UY VE',
  'north-america': 'CA MX US',
  cis: 'AM AZ BY KZ KG MD RU TJ TM UZ',
};

/** Regions that are made of other ones. */
const UNIONS: Readonly<Record<string, readonly string[]>> = {
  'sub-saharan-africa': ['west-africa', 'central-africa', 'east-africa', 'southern-africa'],
  africa: ['north-africa', 'west-africa', 'central-africa', 'east-africa', 'southern-africa'],
  asia: ['central-asia', 'south-asia', 'south-east-asia', 'east-asia', 'middle-east', 'caucasus'],
  'asia-pacific': ['south-asia', 'south-east-asia', 'east-asia', 'pacific'],
  europe: [
    'western-europe',
    'nordic-countries',
    'baltic-states',
    'southern-europe',
    'eastern-europe',
    'european-union',
  ],
  americas: ['north-america', 'central-america', 'south-america', 'caribbean', 'latin-america'],
};

const regionsByCountry = new Map<string, string[]>();
for (const [region, countries] of [
  ...Object.entries(REGIONS),
  ...Object.entries(UNIONS).map(
    ([region, parts]) => [region, parts.map((part) => REGIONS[part]).join(' ')] as const,
  ),
])
  for (const country of new Set(countries.split(' ')))
    regionsByCountry.set(country, [...(regionsByCountry.get(country) ?? []), region]);

/** Ids of the concepts of the regions a country lies in. */
export function regionConcepts(country: string): readonly string[] {
  return regionsByCountry.get(country) ?? [];
}

/** Every region that has countries. */
export const REGION_CONCEPTS: readonly string[] = [...Object.keys(REGIONS), ...Object.keys(UNIONS)];
