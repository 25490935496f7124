#include "triage/stated-private.h"

#include <string.h>

/* Of all languages at once: people mix them, and hardly a word means something else in another. Words are parted by `|`;
 * spaces are as they stand between the words of a phrase. Latin ones are folded and stand between boundaries, but with `*`
 * for any ending. Korean ones begin a word, or with `-` in front stand anywhere in it. Times: minutes of the day. */
static const struct group {
  enum stated_kind kind;
  int value;
  const char *words;
} groups[] = {
  { STATED_WEEKDAY, 1 + STATED_DOUBTFUL, "mon|segunda" },
  { STATED_WEEKDAY, 2 + STATED_DOUBTFUL, "terca" },
  { STATED_WEEKDAY, 3 + STATED_DOUBTFUL, "quarta" },
  { STATED_WEEKDAY, 4 + STATED_DOUBTFUL, "quinta" },
  { STATED_WEEKDAY, 5 + STATED_DOUBTFUL, "sexta" },
  { STATED_WEEKDAY, 1,
    "monday|montag|lundi|lunes|segunda-feira|segunda feira|월요일|월욜|月曜日|月曜|周一|週一|星期一|礼拜一|禮拜一" },
  { STATED_WEEKDAY, 2, "tuesday|tues|tue|dienstag|mardi|martes|terca-feira|terca feira|화요일|화욜|火曜日|火曜|周二|"
                       "週二|星期二|礼拜二|禮拜二" },
  { STATED_WEEKDAY, 3, "wednesday|wed|mittwoch|mercredi|miercoles|quarta-feira|quarta feira|수요일|수욜|水曜日|水曜|"
                       "周三|週三|星期三|礼拜三|禮拜三" },
  { STATED_WEEKDAY, 4,
    "thursday|thurs|thur|thu|donnerstag|jeudi|jueves|quinta-feira|quinta feira|목요일|목욜|木曜日|木曜|周四|"
     "週四|星期四|"
    "礼拜四|禮拜四" },
  { STATED_WEEKDAY, 5, "friday|fri|freitag|vendredi|viernes|sexta-feira|sexta feira|금요일|금욜|金曜日|金曜|周五|週五|"
                       "星期五|礼拜五|禮拜五" },
  { STATED_WEEKDAY, 6, "saturday|samstag|sonnabend|samedi|sabado|토요일|토욜|土曜日|土曜|周六|週六|星期六|礼拜六|禮拜六" },
  { STATED_WEEKDAY, 7,
    "sunday|sonntag|dimanche|domingo|일요일|일욜|日曜日|日曜|周日|周天|週日|星期日|星期天|礼拜天|禮拜天" },
  { STATED_MONTH, 1, "january|jan|januar|janner|janvier|enero|janeiro" },
  { STATED_MONTH, 2, "february|feb|februar|fevrier|febrero|fevereiro" },
  { STATED_MONTH, 3, "march|mar|marz|maerz|mars|marzo|marco" },
  { STATED_MONTH, 4, "april|apr|avril|abril" },
  { STATED_MONTH, 5, "may|mai|mayo|maio" },
  { STATED_MONTH, 6, "june|jun|juni|juin|junio|junho" },
  { STATED_MONTH, 7, "july|jul|juli|juillet|julio|julho" },
  { STATED_MONTH, 8, "august|aug|aout|agosto" },
  { STATED_MONTH, 9, "september|sept|sep|septembre|septiembre|setembro" },
  { STATED_MONTH, 10, "october|oct|oktober|okt|octobre|octubre|outubro" },
  { STATED_MONTH, 11, "november|nov|novembre|noviembre|novembro" },
  { STATED_MONTH, 12, "december|dec|dezember|dez|decembre|diciembre|dezembro" },
  { STATED_DAY, -2,
    "day before yesterday|vorgestern|avant-hier|avant hier|anteayer|anteontem|그저께|엊그제|一昨日|おととい|前天" },
  { STATED_DAY, -1, "yesterday|last night|gestern|hier|ayer|anoche|ontem|어제|어젯밤|昨日|昨晩|昨天|昨晚" },
  { STATED_DAY, 0,
    "today|heute|aujourd'hui|hoy|hoje|오늘|금일|당일|今日|本日|今天|dans la journee|du jour|the day|day's end" },
  { STATED_DAY, 1, "tomorrow|tommorow|tomorow|tmrw|tmr|morgen|demain|manana|amanha|내일|낼|명일|明日|あした|あす|明天" },
  { STATED_DAY, 2, "day after tomorrow|overmorrow|ubermorgen|uebermorgen|apres-demain|apres demain|pasado manana|"
    "depois de amanha|모레|내일모레|明後日|あさって|后天|後天" },
  { STATED_DAY, 3, "글피|しあさって|大后天|大後天" },
  { STATED_PART, 720, "morning|noon|midday|lunch|lunchtime|lunch time|mittag|mittags|vormittag|fruh|frueh|matin|matinee|"
    "midi|mediodia|manha|meio-dia|meio dia|"
                      "오전|정오|아침|점심|낮|午前|正午|朝|昼|上午|早上|中午|早晨" },
  { STATED_PART, 1080,
    "afternoon|cet apres-midi|cet apres midi|nachmittag|nachmittags|apres-midi|apres midi|tarde|오후|午後|"
    "夕方|下午" },
  { STATED_PART, 1320, "evening|night|abend|abends|soir|soiree|noche|noite|저녁|밤|今夜|夜|晚上|夜里" },
  { STATED_PART, 1440, "midnight|mitternacht|minuit|medianoche|meia-noite|meia noite|자정|深夜|午夜|半夜" },
  { STATED_DAY, 100, "tonight|ce soir|esta noche|hoje a noite|esta noite|오늘밤|今晩|今晚" },
  { STATED_UNIT, STATED_MINUTE_UNIT, "minute|minutes|mins|minuten|minutos|분간|分钟|分鐘|分間" },
  { STATED_UNIT, STATED_HOUR_UNIT,
    "hour|hours|hr|hrs|stunde|stunden|std|heure|heures|hora|horas|hs|시간|時間|小时|小時|个小时|"
     "個小時|个钟|"
    "鐘頭" },
  { STATED_UNIT, STATED_DAY_UNIT, "day|days|tag|tage|tagen|tages|jour|jours|dia|dias|일간|日間|天" },
  { STATED_UNIT, STATED_WORKDAY_UNIT, "business day|business days|working day|working days|work days|workdays|werktag|"
    "werktage|werktagen|arbeitstag|arbeitstage|arbeitstagen|"
                                      "jour ouvre|jours ouvres|jours ouvrables|dia habil|dias habiles|dias laborables|"
                                      "dia util|dias uteis|영업일|営業日|个工作日|個工作天|工作日|工作天" },
  { STATED_UNIT, STATED_DAY_UNIT + 16, "하루" },
  { STATED_UNIT, STATED_DAY_UNIT + 16 * 2, "이틀" },
  { STATED_UNIT, STATED_DAY_UNIT + 16 * 3, "사흘" },
  { STATED_UNIT, STATED_DAY_UNIT + 16 * 4, "나흘" },
  { STATED_UNIT, STATED_DAY_UNIT + 16 * 14, "fortnight" },
  { STATED_UNIT, STATED_DAY_UNIT + 16 * 15, "보름" },
  { STATED_UNIT, STATED_WEEK_UNIT + 16, "일주일" },
  { STATED_UNIT, STATED_MINUTE_UNIT + 16 * 30, "half an hour|half hour|demi-heure|media hora|meia hora|halben stunde|半小时|"
    "半小時|반시간" },
  { STATED_UNIT, STATED_WEEK_UNIT,
    "week|weeks|woche|wochen|semaine|semaines|semana|semanas|주간|주|週間|週|周|个星期|個星期|星期" },
  { STATED_UNIT, STATED_MONTH_UNIT,
    "month|months|monat|monats|monate|monaten|mois|mes|meses|개월|달|ヶ月|か月|カ月|个月|個月" },
  { STATED_UNIT, STATED_YEAR_UNIT, "year|years|jahr|jahres|jahre|jahren|annee|ano|anos" },
  { STATED_END, 0, "end|ende|fin|finales|final|fim|-말|末|底" },
  { STATED_CLOSE, 1440, "eod|end of day|end of the day|end of today|day's end|tagesende|ende des tages|fin de journee|"
    "fin de la journee|fin del dia|final del dia|fim do dia|final do dia|heute noch|noch heute|hoy mismo|ainda hoje|"
    "hoje ainda" },
  { STATED_CLOSE, 1080, "cob|c.o.b.|close of business|close of play|end of business|end of business day|"
    "end of the business day|end of working day|feierabend|geschaftsschluss|"
                        "dienstschluss|buroschluss|fin de jornada|퇴근|업무 종료|업무시간|終業|下班" },
  { STATED_CLOSE, -STATED_WEEK_UNIT, "eow|금주" },
  { STATED_CLOSE, STATED_ALREADY_LIMIT - STATED_WEEK_UNIT, "今週中|周内|周內|週内|週內" },
  { STATED_CLOSE, -STATED_MONTH_UNIT, "eom|monatsende|monatsschluss|ultimo|이달|월말|이달 말|이번 달 말|月末|月底" },
  { STATED_CLOSE, STATED_ALREADY_LIMIT - STATED_MONTH_UNIT, "今月中|月内|月內" },
  { STATED_CLOSE, -STATED_YEAR_UNIT, "eoy|jahresende|연말|년말|올해 말|年末|年底" },
  { STATED_CLOSE, STATED_ALREADY_LIMIT - STATED_YEAR_UNIT, "今年中|年内|年內" },
  { STATED_CLOSE, -STATED_WEEK_UNIT - 100, "내주|차주" },
  { STATED_WEEKEND, 0, "weekend|wochenende|week-end|fin de semana|fim de semana|final de semana" },
  { STATED_WEEKEND, 1, "주말|週末|周末" },
  { STATED_THIS, 0, "this|current|diese|dieser|dieses|diesem|diesen|cette|ce|esta|este|deste|desta|nesta|neste|이번|올|今" },
  { STATED_THIS, 1, "本|这个|這個|这|這" },
  { STATED_NEXT, 1, "next|下个|下個|下" },
  { STATED_NEXT, 0, "following|nachste|nachster|nachsten|nachstem|naechste|naechsten|prochain|prochaine|prochains|"
    "prochaines|proximo|proxima|proximos|proximas|que viene|"
                    "다음|담|来|次の|翌|接下来|接下來|今後|향후|앞으로|未来|未來" },
  { STATED_COMING, 0, "coming|kommende|kommender|kommenden|kommendem|upcoming|오는|돌아오는" },
  { STATED_LAST, 0, "last|past|previous|letzte|letzten|letzter|letztem|vergangenen|vorigen|dernier|derniere|passe|pasado|"
    "pasada|passado|passada|지난|저번|전주|先|上周|上週|上个|上個" },
  { STATED_AM, 0, "a.m.|a.m" },
  { STATED_PM, 0, "p.m.|p.m|pm" },
  { STATED_HOUR, 0, "h" },
  { STATED_HOUR, 1, "uhr|o'clock|oclock|시|時|点|點|点钟|點鐘" },
  { STATED_MINUTE, 0, "분|分" },
  { STATED_HALF, 30, "반|半" },
  { STATED_YEAR_MARK, 0, "년|年" },
  { STATED_MONTH_MARK, 0, "월|月" },
  { STATED_DAY_MARK, 0, "일|日|号|號" },
  { STATED_ZONE, 0, "utc|gmt" },
  { STATED_ZONE, 60, "cet|mez|bst|wat" },
  { STATED_ZONE, 120, "cest|mesz|eet" },
  { STATED_ZONE, -300, "est|cdt" },
  { STATED_ZONE, -240, "edt" },
  { STATED_ZONE, -360, "cst" },
  { STATED_ZONE, -480, "pst" },
  { STATED_ZONE, -420, "pdt|mst" },
  { STATED_ZONE, 330, "ist" },
  { STATED_ZONE, 540, "kst|jst" },
  { STATED_ONE, 1, "one|a|an|un|une|una|um|uma|ein|eine|einer|einem|einen|eines|한|하나|一|１" },
  { STATED_ONE, 2, "two|zwei|deux|dos|dois|duas|couple of|두|二|两|兩" },
  { STATED_ONE, 3, "three|drei|trois|tres|세|三" },
  { STATED_ONE, 4, "four|vier|quatre|cuatro|quatro|네|四" },
  { STATED_ONE, 5, "five|funf|fuenf|cinq|cinco|다섯|五" },
  { STATED_ONE, 6, "six|sechs|seis|여섯|六" },
  { STATED_ONE, 7, "seven|sieben|siete|sete|일곱|七" },
  { STATED_ONE, 8, "eight|acht|huit|ocho|oito|여덟|八" },
  { STATED_ONE, 9, "nine|neun|neuf|nueve|nove|아홉|九" },
  { STATED_ONE, 10, "ten|zehn|dix|diez|열|十" },
  { STATED_ONE, 12, "twelve|zwolf|douze|doce|doze|열두|十二" },
  { STATED_ONE, 14, "fourteen|vierzehn|quatorze"},
  { STATED_ONE, 15, "quinze|quince|fifteen|funfzehn" },
  { STATED_ONE, 24, "twenty-four|twenty four|vierundzwanzig|二十四" },
  { STATED_ONE, 48, "forty-eight|forty eight|achtundvierzig|四十八" },

  { STATED_FILL, 0, "at|around|about|approx|sharp|his|her|des|der|dem|den|das|dieser|gegen|ca|um|zur|de la|de l'|de las|"
    "de los|de|la|les|l'|los|las|lo|du|"
                    "d'|a las|a la|a l'|as|a|o|da|das|na|por la|pela|vers|sobre|mid|early|late|very|my|our|their|의|"
     "の|的|정도|"
                    "頃|쯤|요" },
  { STATED_FILL, STATED_ARTICLE, "the|zum|le|del|el|ao|do" },
  { STATED_FILL, STATED_OF, "of" },
  { STATED_FILL, STATED_MORNING, "am" }, /* the German "on" as well as the morning */
  { STATED_ON, 0, "on|per" },
  { STATED_IF, 0, "if|unless|falls|wenn|sollte|sollten|si|sauf si|se|caso|만약|如果|要是|もし" },
  { STATED_SINCE, 0, "since|from|after|between|seit|ab|von|nach|zwischen|depuis|apres|entre|des le|desde|despues|tras|"
    "depois|apos|a partir|-부터|-에서|-이후|-후에|から|以降|より|自从|从|從|以来|起" },

  { STATED_BY, 0, "by|on or before|no later than|not later than|latest by|not after|d'ici a|d'ici|pas plus tard que" },
  { STATED_BY, STATED_ARTICLE, "by the|d'ici au|d'ici le" },
  { STATED_BY, STATED_LASTING, "bis|ate a|ate as|ate" },
  { STATED_BY, STATED_LASTING + STATED_ARTICLE, "bis zum|ate o|ate ao" },
  { STATED_WORD, 0, "due to|please note|please remember|please be aware|bitte beachten|bitte beachten sie|"
     "veuillez noter|tenga en cuenta|guten morgen|morgen zusammen|good morning|good evening|buenos dias" },
  { STATED_BEFORE, 0, "before|prior to|ahead of|in time for|vor|avant la|avant|antes de las|antes de la|antes de|"
     "antes da|antes das|antes" },
  { STATED_BEFORE, STATED_ARTICLE, "before the|vor dem|avant le|antes del|antes do" },
  { STATED_UNTIL, 0, "until|till|'til|til|up to|jusqu'a|jusqu'aux|jusque|hasta las|hasta la|hasta" },
  { STATED_UNTIL, STATED_ARTICLE, "jusqu'au|hasta el" },
  { STATED_FOR, 0, "for|fur|pour|para la|para" },
  { STATED_FOR, STATED_ARTICLE, "pour le|para el" },
  { STATED_WITHIN, 0, "within|inside of|innerhalb von|innerhalb der|innerhalb|binnen|sous|dans les|dans un delai de|"
    "dentro de|en un plazo de|en el plazo de|en menos de|en las|no prazo de|num prazo de|"
                      "en moins de|in under|in less than|in den|in der|nas|nos|em ate|em menos de|not more than|"
                      "no more than|최대" },
  { STATED_IN, 0, "in|en|em|dans" },
  { STATED_LATEST, 0, "latest|at the latest|the latest|spatestens|spaetestens|au plus tard|a mas tardar|a lo mas tardar|"
    "como tarde|como muy tarde|como maximo|no maximo|no mais tardar|o mais tardar|늦어도|遅くとも|最晚|最迟|最遲|"
    "不晚于|不遲於" },
  { STATED_EVENT, 0, "deadline|deadline*|frist bis zum|frist bis|due|due date|cut-off|cutoff|frist|abgabe|abgabetermin|"
    "abgabefrist|stichtag|fallig|faellig|date limite|echeance|delai|fecha limite|"
                     "plazo|vence|vencimiento|prazo|data limite|마감|마감일|마감시간|기한|납기|납기일|제출일|제출 기한|"
                     "締め切り|締切り|締切|締切日|〆切|期限|納期|截止日期|截止时间|截止時間|截止到|截止|最后期限|"
                     "最後期限|交期" },

  { STATED_AFTER_BY, 0, "-까지만|-까지|-중으로|-중에|-중|までに|迄に|中までに|中に|中には|うちに|必着" },
  { STATED_AFTER_WITHIN, 0,
    "-안에|-안으로|-안까지|-이내로|-이내에|-이내|-내에|-내로|-내|之内|之內|以内|以內|内に|内|內|里" },
  { STATED_AFTER_BEFORE, 0, "-이전까지|-이전에|-전까지|-전에|-전|前までに|前まで|前に|より前|之前|以前|前" },
  { STATED_AFTER_UNTIL, 0, "まで|迄|为止|為止" },

  { STATED_NEED, 0, "need|needs|needed|require|requires|required|must|have to|has to|it's for|can't wait until|"
     "cannot wait until|can't wait till|have until|have till|only until|tienen hasta el|tiene hasta el|tienen hasta|"
     "tiene hasta|tem ate|vous avez jusqu'a|vous avez jusqu'au|sie haben bis|ihr habt bis|want|wants|"
                    "urgent|urgently|asap|important|essential|crucial|vital|only have until|give you until|"
     "you have until|"
                    "brauche|brauchen|braucht|benotige|benotigen|benotigt|muss|mussen|musste es|dringend|unbedingt|"
     "wichtig|zeit bis|"
                    "besoin|il me faut|il nous faut|il faut|faut|doit|devons|dois|doivent|urgent|imperatif|"
     "imperativement|jusqu'a*|"
                    "necesito|necesitamos|necesita|necesitan|urge|urgente|debe|debo|debemos|tiene que|tengo que|"
     "tenemos que|"
                    "preciso|precisamos|precisa|deve|devo|tem que|temos que|tenho que|"
                    "-필요|-반드시|-꼭|-급합|-급해|-급하|-급히|필수|-해야|-되어야|-돼야|-야 합|-야 해|-야 됩|-야합|"
                    "-야해|-아야|-어야|-받아야|-와야|必要|必ず|ないと困|なければ|至急|需要|必须|必須|一定要|务必|務必|"
                    "得要|急用|急需|要用|就要|要交|急" },
  { STATED_ASKED, STATED_PLEA, "please|pls|plz|kindly|could you|can you|will you|would you|could someone|could somebody|"
    "can someone|can somebody|can anyone|can we get|could we get|could i get|can i get|would it be possible|"
     "is it possible|"
    "is there any way|bitte|bitten|bitten um|konnen sie|konnten sie|kannst du|konntest du|konnt ihr|konntet ihr|"
     "wurden sie|"
    "merci de|veuillez|s'il vous plait|svp|stp|pouvez|pourriez|peux-tu|pourrais-tu|por favor|porfavor|favor|puede|pueden|"
    "podria|podrian|puedes|pode|podem|poderia|poderiam|consegue|conseguem" },
  { STATED_ASKED, 0, "expect|expecting|answer|reply|respond|response|fix|resolve|solve|send|deliver|ship|refund|call|"
    "confirm|provide|help|finish|complete|"
                     "could|would|will it|or i will|or we will|or i'll|or we'll|i will cancel|we will cancel|i'll cancel|"
                     "we'll cancel|arrive|arrives|get back|hear|hear back|submit|ready|receive|repair|replace|process|"
                     "update|done|deadline|otherwise|hope|like|possible|shall|should|let me|"
                     "erwarte|erwarten|chef will|kunde will|kundin will|ich will|wir wollen|mochte|mochten|hatte gern|"
                     "hatten gern|zeit|geht das|antworten|antwort|senden|schicken|liefern|lieferung|konnen|konnte|"
     "konnten|"
                     "bescheid|erledigung|behoben|erledigen|erledigt|fertig|klaren|beheben|ruckmeldung|meldung|melden|"
                     "sonst|hoffe|kommt|ankommen|geliefert|erhalten|"
                     "merci|repondre|reponse|envoyer|livrer|livraison|recevoir|attends|souhaite|voudrais|regler|resoudre|"
                     "sinon|rembours*|"
                     "espero|respuesta|responder|respondan|enviar|envien|entregar|recibir|resolver|solucion*|quiero|"
                     "queremos|quiere|quieren|confirmen|confirmar|"
                     "aguardo|resposta|responder|respondam|enviem|entreguem|receber|resolvam|quero|queremos|quer|querem|"
                     "gostaria|"
                     "-안 되면|-안되면|-안 오면|-못 받으면|-못 하면|-못하면|-부탁|-부탁드리겠|-부탁드릴게|-부탁 드리겠|"
                     "-요청드리겠|-요청드립|-바랍|-바래|-주세요|-주셔|-주시|-주십|-줘|-달라|-원합|-원해|-희망|-가능|"
                     "-될까|-되나|-될지|-받을 수|-받고|-받았으면|-좋겠|-않으면|-않으시면|-없으면|-없으시면|-안되면|"
                     "-처리|-답변|-회신|-연락|-해결|-요청|-기다리겠|-기다려 보|-기다려보|-보내|-도착|-오나요|-올까|"
                     "-주면|-싶|お願い|お願いします|お願いいたします|お願い致します|ていただ|て頂|しますか|ますか|"
                     "ください|下さい|いただけ|頂け|いただき|頂き|ほしい|欲しい|希望|回答|返信|返事|ご連絡|"
     "届け|届き|"
                     "対応|可能|間に合|できます|でしょうか|助かり|たい|"
                     "请|請|麻烦|麻煩|希望|能否|能不能|可以|可否|回复|回覆|答复|答覆|发给|發給|送到|送达|送達|收到吗|"
                     "解决|解決|处理|處理|完成|给我|給我|退款|到货|到貨|修好" },
  { STATED_PROMISED, 0, "you said|said|promised|promise|told|assured|guaranteed|supposed to|zugesagt|versprochen|gesagt|"
    "hie\303\237|hiess es|promis|dit que|m'aviez dit|prometido|prometieron|dijeron|dijo|prometeram|disseram|prometido|"
                        "-다고 |-다고|-라고|-하셨|-약속|と言われ|と聞|とのこと|約束|说好|說好|答应|答應|承诺|承諾|说过|"
                        "你们说|您说" },
  { STATED_WAS, 0, "was|were|had|did|went|used to|ordered|bought|purchased|paid|sent|shipped|received|got|came|arrived|"
    "worked|waited|waiting|called|tried|happened|started|stopped|broke|placed|took|made|signed|booked|returned|cancelled|"
    "canceled|stayed|been|have been|noticed|tested|saw|worked fine|"
                   "war|waren|ging|funktionierte|funktioniert hat|hing|konnte ich mich|konnte mich|konnte ich nicht|"
                   "habe ich keine|habe ich nichts|haben wir keine|haben wir nichts|habe keine|habe nichts|ist nichts|"
                   "noch nichts|noch keine|hatte|hatten|wurde|wurden|bestellt|gekauft|bezahlt|gewartet|gearbeitet|"
     "gelaufen|"
                   "lief|klappte|kam|eingetroffen|warte|bekommen|angerufen|"
                   "etait|etaient|j'ai commande|commande le|marchait|fonctionnait|ai attendu|attendu|a fonctionne|achete|"
                   "paye|recu|ai recu|"
                   "llego|llegaron|funcionaba|estaba|compre|pague|pedi|espere|estuve|estuvo|recibi|funciono|era|fue|"
                   "nao recebi|chegou|chegaram|funcionava|estava|comprei|paguei|esperei|recebi|funcionou|foi|"
                   "일째|주째|달째|-째 |ました|ていた|ていて|でした|だった|かった|使えて|動いて|待って|注文した|已经|"
                   "已經|一直|买了|買了|下单|下單|付款了|订了|等了|等到|正常" },
  { STATED_FACT, STATED_OWN, "i will|i'll|we will|we'll|i am going to|we are going to|i'm going to|we're going to|"
     "i shall|"
    "we shall|i plan to|we plan to|i intend to|i can send|i can come|i can drop|i can pay|i can bring|i can pick|"
    "we can send|we can come|we can pay|we can bring|i send you|we send you|i pay|i am sending|"
                   "ich werde|wir werden|ich schicke|wir schicken|ich sende|wir senden|ich uberweise|wir uberweisen|"
                   "ich zahle|wir zahlen|ich bezahle|wir bezahlen|ich komme|wir kommen|ich bringe|wir bringen|"
                   "ich melde mich|ich reiche|wir reichen|"
                   "je vous envoie|j'envoie|je vous enverrai|j'enverrai|nous enverrons|nous vous enverrons|je paierai|"
                   "je payerai|nous paierons|je vais|nous allons|je viendrai|je passerai|je serai|nous serons|"
                   "je vous rappelle|"
                   "les envio|le envio|enviare|enviaremos|les enviare|le enviare|pagare|pagaremos|voy a|vamos a|"
     "les mando|"
                   "mandare|pasare|"
                   "envio os|envio as|envio o|enviarei|enviaremos|vou|pagarei|passarei|"
                   "-하겠|-드리겠|-드릴게|-드릴께|-할게|-할께|-가겠|-갈게|-보내겠|-할 예정|-갈 예정|-드릴 예정|-하려고|"
                   "いたします|致します|します|送ります|振り込みます|振込みます|支払います|払います|伺います|参ります|"
                   "行きます|我会|我會|我们会|我們會|我将|我將|我把|我来付|发给您|发给你|發給您|發給你|寄给您|寄给你|"
                   "寄給您|寄給你" },
  { STATED_FACT, STATED_DUTY, "do i have to|do we have to|must i|must we|do i need to|do we need to|i must pay|must pay|"
    "have to pay|need to pay|can i still|can i return|may i return|could i return|can i exchange|do you ship|"
    "is the deadline|when is the deadline|what is the deadline|please wait|wait until|wait till|bitte warten|warten sie|"
    "do you deliver|do you usually|"
                   "muss ich|mussen wir|kann ich|konnen wir|liefern sie|versenden sie|verschicken sie|zu bezahlen|"
                   "zu zahlen|zahlbar|laut ihrem|"
                   "dois-je|devons-nous|puis-je|pouvons-nous|livrez-vous|expediez-vous|a payer|a regler|"
                   "debo pagar|tengo que pagar|tenemos que pagar|puedo|podemos|envian en|entregan en|hay que pagar|"
                   "devo pagar|tenho que pagar|posso|voces entregam|voces enviam|entregam em|enviam em|"
                   "invoice is due|invoices are due|invoice due|bill is due|payment is due|payment due|rechnung ist|"
                   "rechnungen sind|zahlung ist|facture est|factura vence|facturas vencen|pago vence|fatura vence|"
                   "pagamento vence|boleto vence|conta vence|"
                   "expires|expire|ends|ended|runs out|endet|lauft ab|se termine|expire le|termina|acaba|"
                   "every|each|jeden|jede|jeweils|chaque|cada|"
                   "-매월|-매주|-매일|-매달|-매년|-평일|-교환 가능|-교환이 가능|-교환 되|-반품하|-반품 가능|-반품이 "
                   "가능|-반품 되|-납부 기한|-납부기한|-납부일|-결제일|-결제 기한|-결제기한|-유효기간|-유효 기간|-라고 "
                   "봤|-라고 들|-다고 들|-다고 봤|-라고 나와|-다고 나와|-라고 적|-다고 적|-라고 되어|-라고 써|-다고 써|"
                   "-다고 뜨|-라고 뜨|-나와 있|-나와있|-적혀|-쓰여|-써 있|-써있|"
                   "支払期限|支払い期限|お支払期限|お支払い期限|支払期日|有効期限|使用期限|賞味期限|発送されますか|"
                   "発送しますか|返品でき|返品可能|交換でき|毎月|毎週|毎日|毎年|付款日期|付款期限|缴费|繳費|还款日|"
                   "還款日|发货吗|發貨嗎|退货吗|退貨嗎|换货吗|換貨嗎|可以退|能退|可以换|能换|每月|每周|每週|每天|每年" },
  { STATED_FACT, STATED_SAYS, "usually|normally|normalerweise|ublicherweise|habituellement|normalement|normalmente|"
     "-보통|-대개|"
    "-원래|普通|通常|一般|site says|website says|page says|tracking says|newsletter says|mail says|email says|app says|"
    "according to|laut|selon votre|votre site|votre suivi|segun su|segun la|su web dice|su pagina dice|segundo o|"
     "segundo a|"
    "site diz|rastreio diz" },
  { STATED_STATE, 0, "valid|open|opening|opened|closed|offer|offers|sale|promotion|promo|coupon|voucher|warranty|runs|"
    "lasts|expires|expire|expiring|on hold|hold|vacation|holiday|holidays|on leave|out of office|away|available|"
     "travelling|"
    "traveling|guarantee|subscription|trial|membership|staying|office|reachable|keep it|"
                     "gultig|gilt|gelten|offen|geoffnet|offnungszeiten|geschlossen|besetzt|buro|dauert|arbeite|arbeiten|"
                     "krank|bleibe|bleiben|dienstreise|geschaftsreise|warteschleife|lauft|laufend|urlaub|verreist|"
     "abwesend|"
                     "angebot|aktion|garantie|haltbar|erreichbar|unterwegs|sprechzeiten|gutschein|testphase|"
                     "valable|valide|ouvert|ouverts|ouverte|fermes|ferme|horaires|offre|conges|vacances|absent|absente|"
                     "garantie|promotion|joignable|abonnement|bureau|deplacement|"
                     "valido|valida|abierto|abiertos|abierta|cerrado|horario|horarios|oferta|vacaciones|fuera|garantia|"
                     "promocion|descuento|vigente|disponible|de viaje|oficina|"
                     "aberto|aberta|abertos|fechado|ferias|promocao|desconto|validade|vigencia|vai|disponivel|de viagem|"
                     "escritorio|funciona|"
                     "-영업시간|-영업|-운영|-유효|할인|세일|행사|이벤트|프로모션|-휴가|-휴무|-휴업|-휴일|-출장|-부재|"
                     "-연휴|-공휴일|-사무실에 없|-자리에 없|-자리를 비|-상담이 되|-진행된다|-진행됩|-진행될|-예정입|"
                     "-예정이에|-예정이라|-근무|-일합니다|-일해요|-만 가능|-상담 되|-보증|-상담시간|-점심시간|-무료|"
                     "쿠폰|-이용권|-구독|-인가요|-인가|"
                     "-입니까|-열려|-여나요|-하나요|-하세요|-쉽니|-쉬나|"
                     "営業|有効|休み|休業|開いて|セール|キャンペーン|保証|出張|休暇|不在|クーポン|受付時間|营业|營業|"
                     "有效|优惠|優惠|活动|活動|放假|休假|出差|开放|開放|保修|折扣|都在|打烊|关门|"
                     "關門|促销|促銷" },
  { STATED_NOT, 0, "not|don't|do not|doesn't|didn't|never|won't|will not|isn't|nicht|pas|no antes|no|nao" },
  { STATED_NO_NEED, 0, "no need|no rush|no hurry|not needed|not need|don't need|do not need|doesn't need|does not need|"
    "needn't|not necessary|no deadline|no later need|doesn't have to|does not have to|don't have to|do not have to|"
    "not before|can wait|no urgency|not urgent|"
                       "nicht vor|nicht notig|nicht noetig|kein stress|keine eile|nicht dringend|eilt nicht|muss nicht|"
                       "mussen nicht|brauche nicht|brauchen nicht|brauche ich nicht|"
                       "pas besoin|pas avant|pas urgent|pas necessaire|rien ne presse|inutile|"
                       "no hace falta|no es necesario|no necesito|no corre prisa|no es urgente|no antes|sin prisa|"
                       "nao precisa|nao preciso|nao e necessario|nao ha pressa|sem pressa|nao e urgente|nao antes|"
                       "-지 마세요|-지마세요|-지 마시|-지 말아|-지말아|-지 마십|-안 주셔도|-안 보내|-안 해도|-안 "
                       "하셔도|-안 해주셔도|-안주셔도|-안해도|-안하셔도|-않아도|-않으셔도|"
                       "-없어도|-필요 없|-필요없|-필요는 없|-필요가 없|-못 주셔도|-못 해도|-상관없|-상관 없|"
                       "なくても|なくて|必要はありません|必要ありません|必要はない|不要|急ぎません|急いでいません|"
                       "急ぎでは|ないでください|ないで下さい|请不要|請不要|请勿|請勿|不要在|不用|不需要|不必|"
                       "不急|无需|無需|不着急|没必要|沒必要" },
};

struct entry {
  struct stated_word word;
  guint16 length; /* of word.text, bytes, without its marks */
  gboolean anywhere, open;
  gboolean is_time; /* it leads to a time */
};

enum { BUCKETS = 2048 };

/* Made once of the table above and then read only. */
struct book {
  GArray *entries;           /* struct entry, by bucket, longer ones first */
  guint16 first[BUCKETS + 1];
  guint32 times[BUCKETS];    /* of those that name a time: a bit for each third byte, by its lowest five */
};

static const guint8 *bytes_of(const char *text)
{
  return (const guint8 *)text;
}

/* Words of one letter share the bucket of those whose first word has one. */
static guint bucket_of(const char *text)
{
  const guint8 *at = bytes_of(text);
  if (at[0] < 0x80) {
    guint second = g_ascii_isalpha(at[1]) ? at[1] & 31U : 0;
    return ((at[0] & 31U) << 5 | second) & 1023;
  }
  if (at[0] < 0xe0 || !at[1])
    return 1023;
  return 1024 + ((at[0] * 31U + at[1] * 97U + at[2] * 7U) & 1023);
}

/* Whether it leads to a time: of Latin words those that name one, where months need a number anyway; of others any that
 * is long enough to be seldom. */
static gboolean is_time(const struct entry *entry)
{
  static const guint latin = 1U << STATED_WEEKDAY | 1U << STATED_DAY | 1U << STATED_PART | 1U << STATED_UNIT |
                             1U << STATED_CLOSE | 1U << STATED_WEEKEND | 1U << STATED_END;
  static const guint64 eastern = latin | 1U << STATED_THIS | 1U << STATED_NEXT | G_GUINT64_CONSTANT(1) << STATED_AFTER_BY |
                                 G_GUINT64_CONSTANT(1) << STATED_AFTER_WITHIN | G_GUINT64_CONSTANT(1) << STATED_EVENT;
  if ((guint8)entry->word.text[0] < 0x80)
    return entry->word.kind < 32 && (latin >> entry->word.kind & 1);
  return entry->length > 3 && (eastern >> entry->word.kind & 1);
}

static void add_word(GArray *entries, const struct group *group, const char *text, gsize length)
{
  gboolean anywhere = text[0] == '-' && length > 1, open = text[length - 1] == '*';
  struct entry entry = {
    { text + anywhere, group->kind, group->value }, (guint16)(length - anywhere - open), anywhere, open
  };
  g_array_append_val(entries, entry);
}

static GArray *read_groups(void)
{
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
  for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
    for (const char *at = groups[i].words; *at;) {
      gsize length = strcspn(at, "|");
      if (length)
        add_word(entries, &groups[i], at, length);
      at += length + (at[length] == '|');
    }
  return entries;
}

/* Among those of its bucket, longer ones first. */
static void place(struct book *book, const struct entry *entry, guint from, guint16 *end)
{
  guint at = (*end)++;
  struct entry *entries = (struct entry *)(gpointer)book->entries->data;
  for (; at > from && entries[at - 1].length < entry->length; at--)
    entries[at] = entries[at - 1];
  entries[at] = *entry;
}

/* By counting: this runs once in every process, and in a pipe that is once a mail. */
static struct book *make_book(void)
{
  struct book *book = g_new0(struct book, 1);
  g_autoptr(GArray) read = read_groups();
  book->entries = g_array_sized_new(FALSE, TRUE, sizeof(struct entry), read->len);
  g_array_set_size(book->entries, read->len);
  for (guint i = 0; i < read->len; i++)
    book->first[bucket_of(g_array_index(read, struct entry, i).word.text) + 1]++;
  for (guint bucket = 0; bucket < BUCKETS; bucket++)
    book->first[bucket + 1] = (guint16)(book->first[bucket + 1] + book->first[bucket]);
  g_autofree guint16 *ends = g_memdup2(book->first, sizeof book->first);
  for (guint i = 0; i < read->len; i++) {
    struct entry *entry = &g_array_index(read, struct entry, i);
    guint bucket = bucket_of(entry->word.text);
    entry->is_time = is_time(entry);
    if (entry->is_time)
      book->times[bucket] |= entry->length > 2 ? 1U << (entry->word.text[2] & 31) : G_MAXUINT32;
    place(book, entry, book->first[bucket], &ends[bucket]);
  }
  return book;
}

static const struct book *the_book(void)
{
  static gsize book;
  if (g_once_init_enter(&book))
    g_once_init_leave(&book, (gsize)make_book());
  return (const struct book *)book; /* NOLINT(performance-no-int-to-ptr) */
}

static gboolean ends_word(const struct entry *entry, const char *after)
{
  const guint8 *at = bytes_of(after);
  if (entry->anywhere && entry->length == 3 && entry->word.kind >= STATED_AFTER_BY &&
      entry->word.kind <= STATED_AFTER_WITHIN)
    return at[0] < 0xea || at[0] > 0xed; /* 금요일 전까지, not 금요일 전화 */
  if (entry->open || (guint8)entry->word.text[entry->length - 1] >= 0x80)
    return TRUE;
  if (g_ascii_isalpha(at[0]) || at[0] == '_' || at[0] == '@')
    return FALSE;
  return at[0] != '.' || !g_ascii_isalnum(at[1]) || entry->word.kind == STATED_AM || entry->word.kind == STATED_PM;
}

const struct stated_word *stated_word_at(const char *at, gboolean from_start, gsize *ret_length)
{
  const struct book *book = the_book();
  guint bucket = bucket_of(at);
  for (guint i = book->first[bucket]; i < book->first[bucket + 1]; i++) {
    const struct entry *entry = &g_array_index(book->entries, struct entry, i);
    if ((from_start || entry->anywhere) && (entry->length < 3 || at[2] == entry->word.text[2]) &&
        !strncmp(at, entry->word.text, entry->length) &&
        ends_word(entry, at + entry->length)) {
      *ret_length = entry->length;
      return &entry->word;
    }
  }
  return NULL;
}

static gboolean may_be(const struct entry *entry, const char *at)
{
  for (guint i = 0; i < entry->length; i++) {
    if ((guint8)at[i] >= 0x80 && (guint8)entry->word.text[i] < 0x80)
      return TRUE; /* an accent */
    char lower = at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] | 0x20) : at[i];
    if (lower != entry->word.text[i])
      return FALSE;
  }
  return !g_ascii_isalpha(at[entry->length]) || (guint8)entry->word.text[0] >= 0x80;
}

gboolean stated_word_may_begin(const char *at)
{
  const struct book *book = the_book();
  guint bucket = bucket_of(at);
  if (((at[0] | 32) == 's' || (at[0] | 32) == 'd') && (guint8)at[1] >= 0x80)
    return TRUE; /* sábado, días */
  gboolean accent = (guint8)at[0] < 0x80 && at[1] && (guint8)at[2] >= 0x80; /* may stand for any letter */
  if (!book->times[bucket] || (!accent && !(book->times[bucket] >> (at[1] ? at[2] & 31 : 0) & 1)))
    return FALSE;
  for (guint i = book->first[bucket]; i < book->first[bucket + 1]; i++) {
    const struct entry *entry = &g_array_index(book->entries, struct entry, i);
    if (entry->is_time && may_be(entry, at))
      return TRUE;
  }
  return FALSE;
}
