import type { ActionLine } from '../taxonomy/action-lines.ts';
import type { Sdg } from '../taxonomy/sdgs.ts';

/** Ids of concepts of the glossary that speak for a tag: by themselves, strongly with others, or a little. */
export interface Evidence {
  readonly itself: readonly string[];
  readonly strong: readonly string[];
  readonly weak: readonly string[];
}

const ids = (list: string) => list.split(' ').filter(Boolean);

function of(itself: string, strong = '', weak = ''): Evidence {
  return { itself: ids(itself), strong: ids(strong), weak: ids(weak) };
}

/** What speaks for each action line, after the wording of the Geneva Plan of Action. */
export const LINE_CONCEPTS: Readonly<Record<ActionLine, Evidence>> = {
  C1: of(
    'action-line-c1 national-e-strategy',
    'multistakeholder public-private-partnership geneva-plan-of-action',
    'ministries government wsis digital-cooperation information-society parliament eclac escwa',
  ),
  C2: of(
    'action-line-c2 broadband internet-access universal-service backbone-network submarine-cable fibre-optic rural-connectivity school-connectivity internet-exchange-points last-mile universal-service-fund community-networks',
    'affordability networks mobile-networks access-for-all satellite internet-of-things network-4g network-5g wi-fi ipv6 radio-spectrum infrastructure-sharing data-centres broadband-commission cloud-computing',
    'internet telecommunications mobile-technologies investment financing wireless access gsma',
  ),
  C3: of(
    'action-line-c3 libraries open-access right-to-information access-for-all open-data telecentres archives',
    'gender-digital-divide digital-divide knowledge web-accessibility assistive-technologies knowledge-sharing databases open-source official-statistics',
    'access internet-access mobile-networks local-communities affordability rural-people websites digital-public-goods books-and-publishing maps',
  ),
  C4: of(
    'action-line-c4 digital-skills training-course literacy media-literacy vocational-training coding',
    'skills stem-education lifelong-learning women-in-ict technical-assistance mentoring-internships moocs workshop',
    'youth girls women employment education teachers local-communities',
  ),
  C5: of(
    'action-line-c5 cybersecurity cybercrime child-online-protection cyberattacks data-protection cert-csirt privacy critical-infrastructure-protection cyberbullying online-fraud phishing encryption authentication spam malware',
    'security trust data-breaches digital-signatures crime gender-based-violence child-rights network-resilience consumer-protection',
    'children violence',
  ),
  C6: of(
    'action-line-c6 regulation legislation regulators telecom-regulation law',
    'european-union data-governance interoperability intellectual-property net-neutrality standards domain-names domain-name-system trade-facilitation radio-spectrum taxation copyright cryptocurrency',
    'policy-strategy policy-makers investment financing fund-grant inclusion',
  ),
  'C7-egov': of(
    'e-government one-stop-shop public-services civil-registration e-participation open-government',
    'public-administration digital-identity public-procurement land-registry passports-visas civil-servants municipalities online-services',
    'government ministries citizens anti-corruption transparency',
  ),
  'C7-ebusiness': of(
    'e-commerce trade-facilitation digital-payments trade customs fintech smes',
    'financial-inclusion entrepreneurship start-ups consumer-protection microcredit cryptocurrency digital-economy business-incubators banking unctad wto',
    'companies economy transport industry consumers',
  ),
  'C7-elearning': of(
    'e-learning learning-platforms open-educational-resources moocs',
    'education students teachers schools curriculum textbooks universities educational-games',
    'stem-education training-course parents literacy',
  ),
  'C7-ehealth': of(
    'digital-health telemedicine health-records',
    'health who hospitals diseases patients doctors vaccination maternal-health medicines mental-health epidemics nurses',
    'covid-19',
  ),
  'C7-eemployment': of(
    'telework gig-economy future-of-work labour-rights',
    'employment ilo unemployment decent-work workers trade-unions',
    'vocational-training skills',
  ),
  'C7-eenvironment': of(
    'climate-change e-waste earth-observation early-warning disasters biodiversity pollution',
    'environment meteorology unep waste circular-economy energy-efficiency geographic-information forests water remote-sensing floods renewable-energy',
    'energy sustainability smart-cities sensors',
  ),
  'C7-eagriculture': of(
    'agriculture precision-agriculture agricultural-extension smallholder-farming agricultural-markets livestock fisheries crops',
    'food-security fao irrigation',
    'rural-development rural-people',
  ),
  'C7-escience': of(
    'open-science research-infrastructure scientific-data-sharing scientific-cooperation citizen-science-and-crowdsourcing supercomputing high-performance-computing',
    'research observatory universities',
    'innovation open-access technology-transfer academia data',
  ),
  C8: of(
    'action-line-c8 cultural-diversity cultural-heritage multilingualism languages local-content mother-tongue traditional-knowledge internationalized-domain-names',
    'culture indigenous-peoples creative-industries museums arts music cinema translation digital-preservation',
    'tourism crafts storytelling',
  ),
  C9: of(
    'action-line-c9 journalists freedom-of-expression disinformation community-radio media-literacy newspapers public-service-media',
    'radio television broadcasting hate-speech broadcasting-tv digital-broadcasting social-media-content',
    'podcasts',
  ),
  C10: of(
    'action-line-c10 ethics human-rights hate-speech',
    'artificial-intelligence human-rights-council child-rights privacy data-protection transparency freedom-of-expression discrimination council-of-europe peace gender-based-violence',
    'disinformation open-government digital-transformation algorithms',
  ),
  C11: of(
    'action-line-c11 internet-governance igf digital-cooperation regional-integration south-south-cooperation',
    'national-strategy sustainable-development-goals cstd 2030-agenda wsis un-general-assembly un-odet',
    'conference policy-strategy sustainability information-society governance un-regional-commissions partnerships',
  ),
};

/** What speaks for each goal. */
export const GOAL_CONCEPTS: Readonly<Record<Sdg, Evidence>> = {
  1: of(
    'sdg-1 poverty poverty-reduction',
    'poor-people microcredit social-protection financial-inclusion digital-payments',
    'slums smallholder-farming',
  ),
  2: of(
    'sdg-2 food-security nutrition agriculture smallholder-farming agricultural-extension agricultural-markets',
    'fao fisheries livestock crops food-safety precision-agriculture irrigation',
    'rural-development',
  ),
  3: of(
    'sdg-3 health digital-health telemedicine maternal-health mental-health health-records',
    'who hospitals diseases vaccination patients doctors epidemics medicines road-safety nurses covid-recovery',
    'covid-19',
  ),
  4: of(
    'sdg-4 education digital-skills literacy e-learning vocational-training open-educational-resources',
    'schools students teachers universities skills training-course stem-education school-connectivity moocs action-line-c4 libraries curriculum scholarships lifelong-learning early-childhood learning-platforms unicef',
    'youth children workshop research knowledge books-and-publishing cultural-diversity',
  ),
  5: of(
    'sdg-5 women girls women-empowerment women-in-ict gender-digital-divide gender-based-violence',
    'un-women men',
    'equals-partnership',
  ),
  6: of('sdg-6 water sanitation', 'irrigation', ''),
  7: of('sdg-7 energy renewable-energy electricity solar-energy', 'energy-efficiency', ''),
  8: of(
    'sdg-8 employment decent-work entrepreneurship trade e-commerce digital-economy gig-economy unemployment',
    'economy smes start-ups industry companies unctad financial-inclusion trade-facilitation fintech ilo tourism child-labour productivity cryptocurrency creative-industries workers future-of-work digital-payments',
    'fund-grant skills toolkit index-and-ranking online-services',
  ),
  9: of(
    'sdg-9 broadband internet-access action-line-c2 innovation industry national-e-strategy submarine-cable universal-service digital-development backbone-network',
    'telecommunications networks standards investment start-ups smart-cities ict mobile-technologies regulation artificial-intelligence internet-of-things access-for-all research financing companies digital-public-infrastructure satellite affordability itu digital-transformation broadband-commission technology-transfer mobile-networks',
    'internet economy cloud-computing emerging-technologies policy-strategy',
  ),
  10: of(
    'sdg-10 inequality digital-divide persons-with-disabilities migrants refugees discrimination web-accessibility social-cohesion',
    'inclusion gender-digital-divide indigenous-peoples access-for-all affordability assistive-technologies older-persons vulnerable-groups minorities afrodescendants financial-inclusion internet-access universal-service blind-persons deaf-persons remittances',
    'access mobile-networks local-communities rural-people imf ilo',
  ),
  11: of(
    'sdg-11 smart-cities cultural-heritage municipalities local-government urbanisation disasters',
    'transport un-habitat slums emergency-services cultural-diversity emergency-telecommunications languages',
    'culture museums maps',
  ),
  12: of(
    'sdg-12 e-waste circular-economy waste',
    'consumers pollution awareness-raising tourism',
    'sustainability campaign',
  ),
  13: of(
    'sdg-13 climate-change early-warning',
    'environment meteorology disasters floods drought-desertification earth-observation unep',
    'energy-efficiency renewable-energy',
  ),
  14: of('sdg-14 oceans fisheries', 'submarine-cable', ''),
  15: of('sdg-15 biodiversity forests', 'drought-desertification', 'environment'),
  16: of(
    'sdg-16 human-rights justice rule-of-law anti-corruption e-government cybersecurity cybercrime freedom-of-expression right-to-information transparency open-government child-rights peace action-line-c9',
    'security disinformation trust privacy data-protection journalists public-participation hate-speech violence ethics children council-of-europe e-participation public-services legislation elections democracy digital-identity crime parliament internet-governance civil-registration europe human-rights-council',
    'government citizens law guidelines community-radio radio governance',
  ),
  17: of(
    'sdg-17 partnerships digital-cooperation public-private-partnership south-south-cooperation official-development-assistance statistics action-line-c11 official-statistics',
    'sustainable-development-goals 2030-agenda technology-transfer multistakeholder igf internet-governance technical-assistance national-strategy un-odet indicators financing standards donors sustainability united-nations cstd',
    'policy-strategy conference wsis ict telecommunications data information-society fund-grant',
  ),
};
