/* What Korean, Japanese and Chinese customers let be known between the lines, told as cases: the words that a signal must
 * be found by, or mail that must not have it. */
#include "base/problems.h"
#include "triage/folded.h"
#include "triage/signals.h"
#include "triage/words.h"

#include <string.h>

struct saying {
  const char *text, *code;
  const char *evidence; /* NULL: the signal must not be there */
};

static struct signals *shipped_signals(void)
{
  g_autoptr(Problems) problems = problems_new();
  g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "filters", "signals", NULL);
  struct signals *signals = signals_new();
  signals_read(signals, folder, problems);
  g_autofree char *text = problems_text(problems);
  g_assert_cmpstr(text, ==, "");
  signals_seal(signals);
  return signals;
}

/* NULL when the text does not have the signal. */
static char *evidence_of(const struct signals *signals, const char *text, const char *code)
{
  struct words_text *subject = words_text_new(""), *body = words_text_new(text);
  g_autoptr(GArray) hits = signals_find(signals, subject, body);
  char *evidence = NULL;
  for (guint i = 0; i < hits->len; i++) {
    const struct signal_hit *hit = &g_array_index(hits, struct signal_hit, i);
    if (!evidence && !strcmp(hit->code, code))
      evidence = folded_original(words_text_folded(body), hit->start, hit->end);
  }
  words_text_free(subject);
  words_text_free(body);
  return evidence;
}

static void assert_sayings(const struct saying *sayings, gsize n)
{
  struct signals *signals = shipped_signals();
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    const struct saying *s = &sayings[i];
    g_assert_true(signals_has(signals, s->code));
    g_autofree char *evidence = evidence_of(signals, s->text, s->code);
    if (s->evidence ? !evidence || !strstr(evidence, s->evidence) : evidence != NULL) {
      g_test_message("%s by '%s', not by '%s': %s", s->code, evidence, s->evidence, s->text);
      wrong++;
    }
  }
  signals_free(signals);
  g_assert_cmpuint(wrong, ==, 0);
}

static void korean_that_cannot_wait(void)
{
  static const struct saying sayings[] = {
    { "사이트 접속이 안됩니다", "outage", "접속이 안" },
    { "접속 안됨", "outage", "접속 안됨" },
    { "홈페이지 접속이 않되요 ㅠㅠ", "outage", "접속이 않되" },
    { "서버 터졌나요? 직원들 다 못 들어가고 있어요", "outage", "서버 터졌" },
    { "관리자 페이지에서 502 에러만 나옵니다", "outage", "502 에러" },
    { "지금 시스템 장애인가요?", "outage", "장애인가요" },
    { "전산이 마비되어 접수를 못 하고 있습니다", "outage", "전산이 마비" },
    { "제 계정이 털린 것 같아요", "security", "계정이 털" },
    { "해킹당한 거 같은데 어떡하죠", "security", "해킹당" },
    { "다른 고객 정보가 제 화면에 보여요", "security", "다른 고객" },
    { "이 문자 피싱인가요?", "security", "피싱인가요" },
    { "어제 올린 자료가 싹 다 날아갔어요", "data-loss", "싹" },
    { "실수로 지운 폴더를 되돌릴 수 있을까요", "data-loss", "실수로 지운" },
    { "사진이 전부 사라짐", "data-loss", "사라" },
    { "충전한 포인트가 사라졌어요", "money", "포인트가 사라" },
    { "돈만 빠져나가고 주문은 안 됐어요", "money", "돈만 빠져" },
    { "이 문제로 금전적 손해가 큽니다", "money", "금전적 손해" },
    { "포스기가 멈춰서 손님을 돌려보내고 있습니다", "work-stopped", "손님을 돌려보" },
    { "업무를 볼 수가 없습니다", "work-stopped", "업무를 볼 수" },
    { "장사를 못 하고 있어요", "work-stopped", "장사를 못" },
    { "진료 못 하고 환자분들 대기 중입니다", "work-stopped", "진료 못" },
    { "빨리 좀 해주세요", "urgency", "빨리 좀" },
    { "빨리요!!", "urgency", "빨리요" },
    { "급합니다. 연락 주세요.", "urgency", "급합니다" },
    { "좀 급한데요 확인 가능하실까요", "urgency", "급" },
    { "매우급함", "urgency", "매우급" },
    { "[긴급] 결제 모듈 확인 요청", "urgency", "긴급" },
    { "신속히 조치 바랍니다", "urgency", "신속히 조치" },
    { "빨리 처리해주세요", "urgency", "빨리 처리" },
    { "빠른 시일 내에 답변 주시기 바랍니다", "urgency", "빠른 시일 내" },
    { "더 이상 기다릴 수 없습니다", "urgency", "더 이상 기다릴 수" },
    { "시간이 없어요 ㅠㅠ", "time-pressure", "시간이 없어요" },
    { "마감이 코앞이라 걱정입니다", "time-pressure", "마감이 코앞" },
    { "출국 전에 꼭 받아야 합니다", "time-pressure", "출국 전에 꼭" },
    { "행사가 얼마 안 남았습니다", "time-pressure", "얼마 안 남" },
    { "결제가 두 번 됐어요", "double-charge", "결제가 두 번" },
    { "안 쓴 요금이 청구됐네요", "double-charge", "안 쓴 요금" },
    { "동의 없이 결제됨", "double-charge", "동의 없이 결제" },
    { "로그인 안됨", "login", "로그인 안" },
    { "로긴이 안되요", "login", "로긴이 안" },
    { "비번 까먹었어요", "login", "비번 까먹" },
    { "인증번호가 안 와요", "login", "인증번호가 안" },
  };
  assert_sayings(sayings, G_N_ELEMENTS(sayings));
}

static void how_koreans_feel(void)
{
  static const struct saying sayings[] = {
    { "너무 걱정돼서 잠을 못 자고 있습니다", "worry", "걱정" },
    { "개인정보가 어떻게 되는 건지 불안합니다", "worry", "불안합" },
    { "큰일났어요 어떡하죠", "worry", "큰일났" },
    { "씨발 장난하나", "insult", "씨발" },
    { "아 ㅅㅂ 또 안되네", "insult", "ㅅㅂ" },
    { "씨* 진짜 뭐하는 회사야", "insult", "씨*" },
    { "개같은 회사", "insult", "개같" },
    { "이 병신들아", "insult", "병신" },
    { "ㅂㅅ들", "insult", "ㅂㅅ" },
    { "날강도네요", "insult", "날강도" },
    { "쓰레기 같은 앱", "insult", "쓰레기 같" },
    { "저는 시각장애인인데 화면을 읽을 수 없습니다", "vulnerable", "시각장애" },
    { "제가 장애인이라 직접 방문이 어렵습니다", "vulnerable", "장애인" },
    { "80대 어머니가 혼자 쓰시는 전화입니다", "vulnerable", "80대 어머니" },
    { "임신 중이라 병원에 급히 가야 합니다", "vulnerable", "임신 중" },
    { "아버지가 돌아가셔서 명의를 바꾸려고 합니다", "vulnerable", "돌아가" },
    { "가입자가 사망하여 해지하려 합니다", "vulnerable", "사망하" },
    { "중환자실에 계셔서요", "vulnerable", "중환자" },
    { "다 그만두고 죽고 싶어요", "vulnerable", "죽고 싶" },
    { "극단적 선택까지 생각했습니다", "vulnerable", "극단적 선택" },
    { "기초생활수급자인데 요금 감면이 빠졌어요", "vulnerable", "기초생활수급" },
    { "한겨울에 보일러가 안 돌아가요. 아기가 추워합니다", "vulnerable", "보일러가 안" },
    { "소비자원에 신고하겠습니다", "legal", "소비자원" },
    { "공정위에 민원 넣겠습니다", "legal", "공정위" },
    { "금감원에 알리겠어요", "legal", "금감원" },
    { "개인정보보호위원회에 진정하겠습니다", "legal", "개인정보보호위" },
    { "방통위에 신고합니다", "legal", "방통위" },
    { "내용증명 보내겠습니다", "legal", "내용증명" },
    { "사기로 고소하겠습니다", "legal", "고소하겠" },
    { "언론 제보하겠습니다", "legal", "언론 제보" },
    { "변호사와 상담했습니다", "legal", "변호사와" },
    { "세 번째 문의드립니다", "repeat-contact", "세 번째 문의" },
    { "3번째 메일 보냅니다", "repeat-contact", "3번째 메일" },
    { "몇일째 답이 없네요", "repeat-contact", "몇일째" },
    { "메일 보낸 지 일주일 지났는데요", "repeat-contact", "메일 보낸 지" },
    { "2주째 연락이 없어요", "repeat-contact", "연락이" },
    { "문의 남긴 지 열흘 됐어요", "repeat-contact", "문의 남긴 지" },
    { "답변 없음", "repeat-contact", "답변 없" },
    { "읽씹하시나요", "repeat-contact", "읽씹" },
    { "전화도 안 받고 뭐 하는 겁니까", "repeat-contact", "전화도 안 받" },
    { "전화도 안 받고 뭐 하는 겁니까", "frustration", "뭐 하는 겁니까" },
    { "어이가 없네요", "frustration", "어이가 없" },
    { "이게 말이 됩니까?", "frustration", "말이" },
    { "또 이러네 ㅡㅡ;;", "frustration", "ㅡㅡ;" },
    { "ㅡㅡㅡㅡㅡㅡㅡㅡㅡㅡ 주문 내역 ㅡㅡㅡㅡㅡㅡㅡㅡㅡㅡ", "frustration", NULL },
    { "진짜 빡치네", "frustration", "빡치" },
    { "상담원 태도가 너무 불량합니다", "frustration", "태도가 너무 불" },
    { "같은 답변만 반복하시네요", "frustration", "같은 답변만" },
    { "답변 감사합니다", "thanks", "답변 감사합니다" },
    { "빠르게 처리해 주셔서 감사합니다", "thanks", "주셔서 감사" },
    { "도와주셔서 고맙습니다", "thanks", "도와주셔서" },
    { "덕분에 잘 해결했습니다", "thanks", "덕분에 잘" },
    { "환불 해주세요", "refund", "환불" },
    { "돈 돌려줘요", "refund", "돈 돌려" },
    { "구독 끊을게요", "cancellation", "구독 끊" },
    { "회원탈퇴 시켜줘", "cancellation", "회원탈퇴" },
    { "급하진 않아요. 시간 되실 때 봐주세요", "calm", "급하진 않" },
    { "안급해요~ 천천히요", "calm", "안급해" },
    { "이제 잘 됩니다. 감사해요", "resolved", "이제 잘 됩" },
    { "해결됬어요!", "resolved", "해결됬" },
    { "직원분이 친절해서 좋았어요", "praise", "친절해서" },
  };
  assert_sayings(sayings, G_N_ELEMENTS(sayings));
}

static void korean_that_only_looks_so(void)
{
  static const struct saying sayings[] = {
    { "급여 명세서는 어디서 볼 수 있나요?", "urgency", NULL },
    { "시급 계산 기능이 있나요?", "urgency", NULL },
    { "증명서를 발급하니 이름이 다르게 나옵니다", "urgency", NULL },
    { "지난달에 지급한 보너스 내역을 알고 싶습니다", "urgency", NULL },
    { "긴급 연락처를 등록하고 싶어요", "urgency", NULL },
    { "급하지 않습니다", "urgency", NULL },
    { "급한 건 아닙니다", "urgency", NULL },
    { "급한 일은 아니니 천천히 부탁드려요", "urgency", NULL },
    { "긴급한 사항은 아니에요", "urgency", NULL },
    { "그렇게 급한 문의는 아닙니다", "urgency", NULL },
    { "빨리 처리해 주셔서 감사합니다", "urgency", NULL },
    { "신속한 처리 감사드립니다", "urgency", NULL },
    { "장애인 할인 되나요?", "outage", NULL },
    { "장애인 할인 되나요?", "vulnerable", NULL },
    { "장애가 발생하면 어디로 연락해야 하나요?", "outage", NULL },
    { "서버 장애 발생 시 보상 기준을 알려주세요", "outage", NULL },
    { "만약 서버가 다운되면 어떻게 되나요?", "outage", NULL },
    { "해킹은 아닌 것 같습니다", "security", NULL },
    { "혹시 해킹당하면 보상되나요?", "security", NULL },
    { "데이터가 사라지지는 않았습니다", "data-loss", NULL },
    { "파일이 삭제되면 복구가 되나요?", "data-loss", NULL },
    { "고소한 원두로 두 봉지 주문하고 싶어요", "legal", NULL },
    { "변호사 사무실에서 쓸 프린터를 찾고 있습니다", "legal", NULL },
    { "법무법인 한빛입니다. 견적 부탁드립니다", "legal", NULL },
    { "오류 신고할 곳이 어디인가요?", "legal", NULL },
    { "고소할 생각은 없습니다", "legal", NULL },
    { "시발점이 되는 역이 어디인가요", "insult", NULL },
    { "김민수 씨** 앞으로 보내 주세요", "insult", NULL },
    { "새끼 고양이 사료 있나요?", "insult", NULL },
    { "쓰레기통 30리터 재고 있나요", "insult", NULL },
    { "유서 깊은 한옥에서 숙박하고 싶습니다", "vulnerable", NULL },
    { "상중하 세 권 세트를 주문했습니다", "vulnerable", NULL },
    { "접속이 불안정합니다", "worry", NULL },
    { "걱정은 없습니다", "worry", NULL },
    { "불만은 없습니다. 잘 쓰고 있어요", "frustration", NULL },
    { "상담원 태도가 정말 좋았습니다", "frustration", NULL },
    { "경고를 무시하는 옵션이 있나요", "frustration", NULL },
    { "문의드립니다. 감사합니다.", "thanks", NULL },
    { "빠른 답변 주시면 감사하겠습니다", "thanks", NULL },
    { "두 번째 질문은 배송비입니다", "repeat-contact", NULL },
    { "검토 후 다시 연락드리겠습니다", "repeat-contact", NULL },
    { "지난번 답변 안내대로 했습니다", "repeat-contact", NULL },
    { "연락 없이 방문해도 되나요", "repeat-contact", NULL },
    { "아직 해결되지 않았습니다", "resolved", NULL },
    { "잘 해결해 주세요", "resolved", NULL },
    { "해결됐나요?", "resolved", NULL },
    { "용량이 얼마 안 남았다고 나와요", "time-pressure", NULL },
    { "시간은 충분합니다", "time-pressure", NULL },
    { "손해 본 건 없습니다", "money", NULL },
    { "해지하지 않을게요", "cancellation", NULL },
  };
  assert_sayings(sayings, G_N_ELEMENTS(sayings));
}

/* What takes a word back, and what only seems to. */
static void denials_and_conditions(void)
{
  static const struct saying sayings[] = {
    { "빨리 처리해 주시면 감사하겠습니다", "urgency", "빨리 처리" },
    { "급한데 가능하시면 오늘 연락 주세요", "urgency", "급한데" },
    { "급한 문의라면 급한 문의입니다만 확인 부탁드려요", "urgency", "급" },
    { "급하지만 늦지 않게만 부탁드립니다", "urgency", "급하지만" },
    { "답변이 없어서 급하게 다시 씁니다", "urgency", "급하게" },
    { "별로 안 급해요", "urgency", NULL },
    { "긴급은 아닙니다만 확인 부탁드립니다", "urgency", NULL },
    { "빨리 처리하실 필요는 없습니다", "urgency", NULL },
    { "서버가 다운될 경우 연락처를 알려주세요", "outage", NULL },
    { "만일 해킹을 당하면 어떻게 하나요", "security", NULL },
    { "데이터가 삭제되는 경우 복구 기한이 있나요", "data-loss", NULL },
    { "개인정보 유출 방지 서약서 양식 있나요", "security", NULL },
    { "아이디 해킹 방지 설정은 어떻게 하나요", "security", NULL },
    { "서버 장애 이력을 받아볼 수 있나요?", "outage", NULL },
    { "랜섬웨어 백신 제품 견적 부탁드립니다", "security", NULL },
    { "소비자원 인증 마크 사용 기준이 궁금합니다", "legal", NULL },
    { "급하게 이사하게 되어 주소 변경합니다", "urgency", NULL },
    { "장례식장으로 화환을 보내고 싶어요", "vulnerable", NULL },
    { "프린터가 종이를 씹네요", "repeat-contact", NULL },
    { "회사 전체가 메일을 못 쓰고 있습니다", "outage", "회사 전체" },
    { "실수로 연락처를 지웠어요", "data-loss", "지웠" },
    { "왜 돈 두번 나가요?", "double-charge", "돈 두번" },
    { "不正アクセス対策の設定方法を教えてください", "security", NULL },
    { "システム障害時の対応マニュアルはありますか", "outage", NULL },
    { "怎么防止账号被盗？", "security", NULL },
    { "请问你们有安全漏洞奖励计划吗", "security", NULL },
    { "請問殘障停車位在哪裡", "vulnerable", NULL },
    { "항의를 하려는 건 아닙니다", "frustration", NULL },
    { "구독을 해지하겠다는 뜻은 아니에요", "cancellation", NULL },
    { "걱정하지 마세요", "worry", NULL },
    { "불안하지 않습니다", "worry", NULL },
    { "화난 건 아니에요", "frustration", NULL },
    { "짜증나는 건 아닙니다", "frustration", NULL },
    { "해지하려는 것은 아닙니다", "cancellation", NULL },
    { "항의하려는 게 아니라 여쭤보는 거예요", "frustration", NULL },
    { "업무에 지장은 없습니다", "work-stopped", NULL },
    { "もしかしてサーバーが落ちていますか", "outage", "サーバーが落ち" },
    { "至急ご連絡いただければ幸いです", "urgency", "至急" },
    { "大至急で頂ければ助かります", "urgency", "大至急" },
    { "この対応には納得できません", "frustration", "納得できま" },
    { "売上が振り込まれていません", "money", "振り込まれて" },
    { "注文を受けられません", "work-stopped", "注文を受けられま" },
    { "緊急ではございません", "urgency", NULL },
    { "クレームではありません", "frustration", NULL },
    { "万が一データが消えたらどうなりますか", "data-loss", NULL },
    { "解約するつもりはありません", "cancellation", NULL },
    { "如果不尽快处理，我们会很麻烦", "urgency", "不尽快" },
    { "如果可以的话请尽快回复", "urgency", "尽快" },
    { "请问如果账号被盗怎么处理", "security", NULL },
    { "不是很紧急", "urgency", NULL },
    { "並不緊急", "urgency", NULL },
    { "數據沒有丟失", "data-loss", NULL },
    { "我没有不满意", "frustration", NULL },
  };
  assert_sayings(sayings, G_N_ELEMENTS(sayings));
}

static void japanese(void)
{
  static const struct saying sayings[] = {
    { "サーバーが落ちています", "outage", "サーバーが落ち" },
    { "全社員がログインできません", "outage", "全社員がログインできません" },
    { "サイトが開けません", "outage", "サイトが開けません" },
    { "アカウントを乗っ取られたようです", "security", "乗っ取られ" },
    { "身に覚えのないログイン通知が来ました", "security", "身に覚えのないログイン" },
    { "間違ってフォルダを削除、写真が全部消えました", "data-loss", "全部消え" },
    { "ポイントが消えました", "money", "ポイントが消え" },
    { "レジが使えず仕事になりません", "work-stopped", "仕事になりません" },
    { "至急ご対応ください", "urgency", "至急" },
    { "なるはやで頼む", "urgency", "なるはや" },
    { "早くして！", "urgency", "早くして" },
    { "締め切りが迫っています", "time-pressure", "締め切りが迫" },
    { "出発前に必ず受け取りたいのですが", "time-pressure", "出発前に必ず" },
    { "お手すきの際にご確認ください", "calm", "お手すき" },
    { "消費生活センターに相談します", "legal", "消費生活センター" },
    { "弁護士に相談しました", "legal", "弁護士に" },
    { "解約したいです", "cancellation", "解約し" },
    { "3回目の問い合わせです", "repeat-contact", "3回目の問い合わせ" },
    { "一週間経っても返信がありません", "repeat-contact", "返信がありません" },
    { "対応がひどすぎます", "frustration", "対応がひど" },
    { "ふざけるな", "frustration", "ふざけ" },
    { "お前ら馬鹿か", "insult", "馬鹿か" },
    { "個人情報が心配です", "worry", "心配で" },
    { "ご対応ありがとうございました", "thanks", "ありがとう" },
    { "母が他界し、名義を変えたいのですが", "vulnerable", "他界し" },
    { "もう死にたいです", "vulnerable", "死にたい" },
    { "無事解決しました", "resolved", "解決" },
    { "二重請求されています", "double-charge", "二重請求" },
    { "返金してください", "refund", "返金" },
    { "パスワードを忘れました", "login", "パスワードを忘れ" },
    { "至急ではありません", "urgency", NULL },
    { "特に急ぎませんので、ゆっくりで大丈夫です", "urgency", NULL },
    { "お急ぎ便の送料を教えてください", "urgency", NULL },
    { "障害者割引はありますか", "outage", NULL },
    { "障害者割引はありますか", "vulnerable", NULL },
    { "もしサーバーが落ちた場合はどうなりますか", "outage", NULL },
    { "不正アクセスではありませんでした", "security", NULL },
    { "不満はありません", "frustration", NULL },
    { "出発前に座席を変更できますか", "time-pressure", NULL },
    { "まだ解決していません", "resolved", NULL },
  };
  assert_sayings(sayings, G_N_ELEMENTS(sayings));
}

static void chinese_in_both_scripts(void)
{
  static const struct saying sayings[] = {
    { "你们的网站打不开了", "outage", "网站打不开" },
    { "系统崩了", "outage", "系统崩了" },
    { "系統當機了，全公司都無法登入", "outage", "系統當機" },
    { "伺服器連不上", "outage", "伺服器連不上" },
    { "我的账号被盗了", "security", "账号被盗" },
    { "收到可疑登入通知，不是我登入的", "security", "可疑登入" },
    { "文件全没了", "data-loss", "文件全没了" },
    { "不小心刪掉了整個資料夾", "data-loss", "不小心刪" },
    { "余额不见了", "money", "余额不见" },
    { "已造成損失很大", "money", "損失" },
    { "我们无法营业", "work-stopped", "无法营业" },
    { "很急！请尽快处理", "urgency", "很急" },
    { "請盡快回覆", "urgency", "盡快" },
    { "速回", "urgency", "速回" },
    { "来不及了", "time-pressure", "来不及了" },
    { "快來不及了", "time-pressure", "快來不及" },
    { "不着急，有空再看就行", "calm", "不着急" },
    { "我要打12315投诉", "legal", "12315" },
    { "我會向消保官申訴", "legal", "消保官" },
    { "请帮我取消订阅", "cancellation", "取消" },
    { "第三次写信给你们了", "repeat-contact", "第三次写信" },
    { "寄了三封信都沒有回覆", "repeat-contact", "寄了三封" },
    { "太过分了！", "frustration", "过分" },
    { "真的很扯，太誇張了", "frustration", "誇張" },
    { "垃圾公司", "insult", "垃圾公司" },
    { "你們是詐騙集團嗎", "insult", "詐騙集團" },
    { "很担心个人信息", "worry", "担心" },
    { "感謝您的協助", "thanks", "感謝您的協助" },
    { "我父亲上周去世了，想注销他的账号", "vulnerable", "去世" },
    { "我是身心障礙者", "vulnerable", "身心障礙" },
    { "已经恢复正常，谢谢", "resolved", "恢复" },
    { "重复扣款两次", "double-charge", "重复扣" },
    { "我要退款", "refund", "退款" },
    { "登不上账号", "login", "登不上" },
    { "收不到驗證碼簡訊", "login", "收不到驗證" },
    { "不是很急", "urgency", NULL },
    { "不用着急，慢慢来", "urgency", NULL },
    { "沒有很急，有空再回就好", "urgency", NULL },
    { "怎么修改紧急联系人？", "urgency", NULL },
    { "如果系统崩了，数据会丢吗？", "outage", NULL },
    { "萬一系統當機怎麼辦", "outage", NULL },
    { "问题解决了吗？", "resolved", NULL },
    { "还是不能用了", "resolved", NULL },
    { "我妈妈的账号怎么改手机号", "insult", NULL },
    { "我操作了三遍还是不行", "insult", NULL },
    { "请问怎么安装，能不安装插件吗", "worry", NULL },
    { "等了一星期左右收到了", "frustration", NULL },
    { "满300元不满500元怎么收运费", "frustration", NULL },
    { "起飞前多久可以改签", "time-pressure", NULL },
    { "没有被盗号", "security", NULL },
  };
  assert_sayings(sayings, G_N_ELEMENTS(sayings));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/signals-cjk/ko/pressing", korean_that_cannot_wait);
  g_test_add_func("/signals-cjk/ko/feeling", how_koreans_feel);
  g_test_add_func("/signals-cjk/ko/not", korean_that_only_looks_so);
  g_test_add_func("/signals-cjk/denied", denials_and_conditions);
  g_test_add_func("/signals-cjk/ja", japanese);
  g_test_add_func("/signals-cjk/zh", chinese_in_both_scripts);
  return g_test_run();
}
