import { fold } from './normalise.ts';

// A word is left out where it has a meaning of its own in another of the languages: fr "mais" is also maize, fr "car"
// and es "sea" are English nouns, en "it", "us" and "who" are acronyms.
const AR = `
في من على إلى عن مع بين حتى منذ خلال عند لدى قبل بعد تحت فوق حول دون بدون ضد عبر نحو ضمن مثل غير سوى كل بعض جميع أي أو ثم
و ف ب ل ك أن إن لأن كان كانت يكون تكون كانوا ليس ليست قد لقد سوف لن لم لا ما ماذا لماذا متى أين كيف كم هل هو هي هم هن هما
أنا نحن أنت هذا هذه هؤلاء ذلك تلك هناك هنا الذي التي الذين اللذين اللاتي اللواتي حيث إذ إذا لو لكن بل أيضا كما بما مما فيما
لها له لهم بها به بهم فيها فيه فيهم منها منه منهم عليها عليه عليهم إليها إليه إليهم عنها عنه معها معه لنا لكم بنا أجل تم يتم
تتم يمكن يجب بشأن وفقا ذات ذو ذوي وهو وهي وهذا وهذه والتي والذي وفي ومن وعلى وإلى وعن ومع وكان وقد وأن ولا وما وكيف وذلك
`;
const ZH = `
的 了 和 与 與 在 是 及 对 對 为 為 等 等等 类 类的 以及 或 或者 并 并且 而 而且 但 但是 把 被 从 從 到 由 于 於 对于 关于 關於 有关
这 這 那 这些 那些 哪些 哪个 什么 怎么 怎样 如何 为什么 哪里 谁 我 你 他 她 它 我们 你们 他们 她们 它们 之 其 也 都 就 还 很 吗 呢 吧 着
地 得 有 可以 因为 所以 如果 通过 向 给 让 使 以 里 这个 那个 一个 一些
`;
const EN = `
the a an and or but nor of in on at by for from to with without within into onto upon over under between among amongst
through throughout during before after above below against about around across along behind beside besides beyond up as
than then so if because while although though unless until since whether that this these those which what whose whom how
when where why be been being is are was were am has have had having do does did doing will would shall should may might
must can could cannot not he she they them their theirs his her hers him its our ours we you your yours my me i there
here also too very just only own such each every any some all both either neither other another more most many much few
per via etc s t d ll re ve m
`;
const FR = `
le la les l un une des du de d au aux et ou où ni que qu qui quoi dont quel quelle quels quelles quand pourquoi parce dans en
sur sous par pour avec sans entre vers chez contre depuis pendant durant avant après lors lorsque lorsqu selon afin ainsi
alors aussi comme donc puis si ne n pas plus moins très tout toute tous toutes ce c cet cette ces cela ceci celui celle ceux
celles il elle ils elles nous vous je j on se s te t lui leur leurs son sa ses notre nos votre vos y est sont être était
étaient sera seront serait soit ont avoir avait avaient ayant peut peuvent doit doivent parmi chaque quelques autre autres
même mêmes ici là à jusque jusqu quelque
`;
const RU = `
и в во не на я с со как а то все всё она так его но да ты к ко у же вы за бы по только ее её мне было вот от меня еще ещё из
ему когда даже ли если уже или ни быть был была были него до вас вам ведь там себя ей может могут они тут где есть ней для мы
их чем чтобы чтоб без тоже себе под будет будут тогда кто что чего чему кого кому кем этот эта это эти этого этой этом этому
этим этими этих эту тот та те ту той того тем теми тех том тому какой какая какое какие каких каким какими каком какую
который которая которое которые которого которой которому которым котором которых которыми которую мой моя мои наш наша наше
наши нашей наших нашего ваш ваша ваши свой своя свое свои своего своей своих своим своими свою при об обо о над после через
про перед передо между также либо однако поэтому потому почему зачем сколько вместо кроме среди около вокруг против
благодаря согласно включая является являются можно нужно надо здесь такой такая такие таких таким всех всем всеми всего всю
него нее неё ним ними них нас нам вами нами б ж
`;
const ES = `
el la los las lo un una unos unas de del a al en con sin por para sobre entre hacia hasta desde durante según contra ante tras
y e o u ni pero sino aunque porque pues como cómo cuando cuándo donde dónde mientras si que qué quien quién quienes cual cuál
cuales cuáles cuyo cuya cuyos cuyas este esta estos estas ese esa esos esas aquel aquella esto eso su sus mi mis tu tus
nuestro nuestra nuestros nuestras yo él ella ellos ellas nosotros usted ustedes me te se le les nos es son eran fue fueron
ser siendo sido está están estar ha han haber había puede pueden debe deben no ya muy más menos tan tanto también cada todo
toda todos todas otro otra otros otras mismo misma algún alguna algunos algunas
`;

const STOP_WORDS = new Set(
  fold([AR, ZH, EN, FR, RU, ES].join(' '))
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Whether a folded word only holds a sentence together in one of the six languages, and means nothing in the others. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
