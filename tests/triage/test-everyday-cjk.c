/* Korean, Japanese and Chinese mail of an ordinary day, which must raise no alarm, and mail that cannot wait. Rows come from
 * asking what a customer would write, not from the words. */
#include "shipped.h"

static const char *const pressing[] = { "outage", "security", "data-loss", "money", "work-stopped", "urgency", "time-pressure",
                                        "vulnerable", "legal", "frustration", "insult", "repeat-contact" };

/* Any category; not above normal, and no signal that would have somebody hurry. */
static void assert_ordinary(const char *const *texts, gsize n)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    g_autoptr(TriageVerdict) verdict = decide(filters, "", texts[i]);
    const struct triage_signal *alarm = NULL;
    for (guint j = 0; j < verdict->signals->len; j++)
      for (gsize k = 0; k < G_N_ELEMENTS(pressing); k++) {
        const struct triage_signal *signal = verdict->signals->pdata[j];
        if (!strcmp(signal->code, pressing[k]))
          alarm = signal;
      }
    if (alarm || verdict->priority < PRIORITY_NORMAL) {
      g_test_message("%s (%s: %s): %s", priority_names[verdict->priority], alarm ? alarm->code : "no signal",
                     alarm ? alarm->evidence : "", texts[i]);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void ordinary_korean(void)
{
  static const char *const texts[] = {
    "안녕하세요. 지난주에 주문한 책은 언제쯤 받을 수 있을까요?",
    "세금계산서 발행 부탁드립니다. 사업자등록증 첨부합니다.",
    "회원 정보에서 전화번호를 바꾸고 싶은데 어디서 하나요?",
    "사이즈 교환 가능할까요? M으로 주문했는데 L로 바꾸고 싶어요.",
    "프린터 연결하는 방법 좀 알려주세요 ㅠㅠ",
    "장애인 할인 적용되나요? 복지카드 있습니다.",
    "급여일이 25일이라 결제일을 26일로 변경하고 싶습니다.",
    "견적서 요청드립니다. 수량은 50개입니다. 감사합니다.",
    "주말에도 매장 영업하나요?",
    "앱에서 다크모드 지원해 주시면 좋겠어요!",
    "영수증을 이메일로 다시 보내주실 수 있나요?",
    "포인트 유효기간이 궁금합니다.",
    "배송지를 회사로 변경 부탁드려요.",
    "신생아 선물로 포장도 되나요?",
    "변호사 사무실인데 복합기 임대 비용이 얼마인가요?",
    "단체 예약 30명 가능한가요? 날짜는 다음 달 둘째 주예요.",
    "쿠폰이 적용이 안 되는데 확인 부탁드립니다.",
    "제품 설명서를 분실했는데 PDF로 받을 수 있을까요?",
    "시급 계산 항목을 엑셀로 내보내는 방법을 알려주세요.",
    "긴급 연락처 칸에 두 명을 등록할 수 있나요?",
    "문의드립니다. 해외 배송도 하시나요? 감사합니다~",
    "프로그램 설치하다가 오류가 나요. 화면 첨부합니다.",
    "다음 달부터 구독 해지하려고 합니다. 방법 알려주세요.",
    "임산부용 비타민 재입고되나요?",
    "담당자가 바뀌어서 메일 주소를 변경하고자 합니다.",
    "지난번 답변 안내대로 했더니 잘 됩니다. 감사합니다!",
    "환불 규정이 어떻게 되나요?",
    "고객센터 운영 시간이 몇 시까지인가요?",
  };
  assert_ordinary(texts, G_N_ELEMENTS(texts));
}

static void ordinary_japanese(void)
{
  static const char *const texts[] = {
    "領収書を発行していただけますか。宛名は株式会社山田でお願いします。",
    "注文した商品はいつ頃届きますか。",
    "サイズを間違えたので交換できますか？",
    "メールアドレスを変更したいのですが、方法を教えてください。",
    "営業時間を教えていただけますか。",
    "お急ぎ便は使えますか？",
    "障害者割引の対象になりますか。",
    "アプリにダークモードがあると嬉しいです。",
    "支払い方法をカードから口座振替に変えたいです。",
    "見積書をお願いします。数量は20個です。",
    "退会の手続きを教えてください。",
    "ラッピングは可能でしょうか。",
    "出発前に座席を変更できますか。",
    "説明書をなくしたのでPDFをいただけますか。",
    "教えていただいた方法でできました。ありがとうございました。",
    "特に急ぎませんので、お手すきの際にお返事ください。",
    "インストール中にエラーが出ます。画面を添付します。",
  };
  assert_ordinary(texts, G_N_ELEMENTS(texts));
}

static void ordinary_chinese(void)
{
  static const char *const texts[] = {
    "你好，请问我的订单什么时候发货？",
    "请开一张增值税发票，谢谢。",
    "想修改收货地址，可以吗？",
    "怎么更换绑定的手机号？",
    "满300元不满500元的运费怎么算？",
    "怎么添加紧急联系人？",
    "希望能增加深色模式。",
    "有残疾人优惠吗？",
    "颜色不对，想换成蓝色的。",
    "取消自动续费的步骤是什么？",
    "請問可以開統編發票嗎？",
    "請問週末有營業嗎？",
    "想請教如何匯出聯絡人。",
    "商品尺寸不合，想要換貨。",
    "說明書不見了，可以寄電子檔給我嗎？謝謝。",
    "我媽媽的帳號要怎麼改電話？",
    "安装时提示错误，截图见附件。",
    "不着急，有空的时候回复就行。",
  };
  assert_ordinary(texts, G_N_ELEMENTS(texts));
}

static void pressing_korean(void)
{
  static const struct example examples[] = {
    { "접속불가", "아침부터 사이트 접속이 안 됩니다. 고객들이 주문을 못 하고 있어요.", "outage", "urgent" },
    { "서버", "서버 다운된 거 같은데요 확인 좀", "outage", "urgent" },
    { "해킹", "누가 제 계정에 들어와서 비밀번호를 바꿔놨어요 ㅠㅠ", "security", "urgent" },
    { "개인정보", "다른 사람 주문 내역이 제 화면에 보입니다.", "security", "urgent" },
    { "자료 복구", "업데이트하고 나서 작업한 파일이 전부 사라졌습니다.", "data-loss", "urgent" },
    { "로그인", "로그인 안됨. 비번 바꿔도 똑같음", "account", "high" },
    { "이중결제", "같은 주문이 두 번 결제됐어요. 확인해 주세요.", "billing", "high" },
    { "답변 좀", "세 번째 문의입니다. 일주일째 답이 없네요.", "general", "high" },
    { "불만", "상담원 태도가 너무 불친절합니다. 이게 말이 됩니까?", "complaint", "high" },
    { "신고", "계속 이러시면 소비자원에 신고하겠습니다.", "complaint", "high" },
    { "급해요", "급합니다 전화 부탁드려요", "general", "high" },
    { "포스기", "포스기가 안 돼서 장사를 못 하고 있습니다.", "general", "high" },
    { "출국", "내일 출국이라 시간이 없어요. 여권 영문 이름을 고쳐야 해요.", "general", "high" },
    { "어머니", "80대 어머니 혼자 계신 집인데 난방이 안 됩니다.", "general", "high" },
    { "뭐냐", "씨발 돈만 받아먹고 뭐하냐", "complaint", "high" },
    { "충전", "충전한 금액이 사라졌어요.", "general", "high" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

static void pressing_japanese(void)
{
  static const struct example examples[] = {
    { "障害", "今朝からサイトにアクセスできません。お客様が注文できない状態です。", "outage", "urgent" },
    { "サーバー", "サーバー落ちてます？誰もログインできないんですが", "outage", "urgent" },
    { "不正アクセス", "身に覚えのないログインの通知が届きました。", "security", "urgent" },
    { "乗っ取り", "アカウントを乗っ取られました。", "security", "urgent" },
    { "データ", "更新したらファイルが全部消えてしまいました。", "data-loss", "urgent" },
    { "ログイン", "パスワードを変えてもログインできません。", "account", "high" },
    { "請求", "同じ注文が二重に請求されています。", "billing", "high" },
    { "返信なし", "何度も問い合わせていますが返信がありません。", "general", "high" },
    { "苦情", "対応がひどすぎます。責任者を出してください。", "complaint", "high" },
    { "法的措置", "このままなら消費生活センターに相談します。", "complaint", "high" },
    { "至急", "至急お電話ください。", "general", "high" },
    { "業務", "レジが動かず、営業できません。", "bug", "high" },
    { "納期", "締め切りが迫っているので困っています。", "general", "high" },
    { "母のこと", "一人暮らしの母の家で暖房が使えません。", "general", "high" },
    { "おい", "馬鹿野郎、金返せ", "billing", "high" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

static void pressing_chinese(void)
{
  static const struct example examples[] = {
    { "打不开", "从早上开始网站打不开，客户都无法下单。", "outage", "urgent" },
    { "當機", "系統當機了，全公司都不能用。", "outage", "urgent" },
    { "盗号", "我的账号被盗了，密码也被人改了。", "security", "urgent" },
    { "個資", "我在你們網站看到別人的訂單，個資外洩了吧？", "security", "urgent" },
    { "文件", "升级以后文件全没了。", "data-loss", "urgent" },
    { "登录", "改了密码还是登录不了。", "account", "high" },
    { "扣款", "同一个订单扣了两次钱。", "billing", "high" },
    { "沒回信", "寄了三封信都沒有回覆，到底有沒有人在看？", "general", "high" },
    { "投诉", "你们客服态度太差了，太过分！", "complaint", "high" },
    { "12315", "再不解决我就打12315投诉。", "complaint", "high" },
    { "急", "很急，请马上联系我。", "general", "high" },
    { "收银", "收银机坏了，我们无法营业。", "bug", "high" },
    { "來不及", "活動快來不及了，拜託幫忙。", "general", "high" },
    { "父亲", "我父亲刚去世，账号里的照片能给家人吗？", "general", "high" },
    { "骗子", "垃圾公司，一群骗子。", "complaint", "high" },
  };
  assert_examples(examples, G_N_ELEMENTS(examples));
}

/* The same request in English, Korean, Japanese, Chinese in simplified and in traditional characters. */
static const char *const requests[][5] = {
  { "Your website has been down since nine. None of our customers can order.",
    "아홉 시부터 사이트 접속이 안 됩니다. 저희 고객들이 주문을 못 하고 있습니다.",
    "9時からサイトにアクセスできません。お客様が注文できない状態です。", "九点开始网站打不开，客户都无法下单。",
    "九點開始網站連不上，客戶都無法下單。" },
  { "I cannot log in to my account, I forgot my password.", "비밀번호를 잊어버려서 로그인이 안 됩니다.",
    "パスワードを忘れてログインできません。", "我忘记密码，登录不了账号。", "我忘記密碼，無法登入帳號。" },
  { "You charged me twice for the same invoice.", "같은 청구서가 두 번 결제됐습니다.", "同じ請求書で二重に請求されました。",
    "同一张账单重复扣款了。", "同一張帳單重複扣款了。" },
  { "I sent the shoes in and would like a refund.", "신발을 돌려보냈으니 환불 부탁드립니다.", "靴を送り返しましたので返金をお願いします。",
    "鞋子已经寄回，我想退款。", "鞋子已經寄回，我想退款。" },
  { "Where is my parcel? I ordered two weeks ago.", "택배가 어디쯤 있나요? 2주 전에 주문했어요.", "荷物はどこですか。二週間前に注文しました。",
    "我的包裹在哪儿？两周前下的单。", "我的包裹在哪？兩週前訂的。" },
  { "Please cancel my subscription at the end of the month.", "이번 달 말로 구독을 해지해 주세요.", "今月末で解約をお願いします。",
    "月底请帮我取消订阅。", "月底請幫我取消訂閱。" },
  { "My account has been hacked, somebody changed my password.", "계정이 해킹당했어요. 누가 비밀번호를 바꿨어요.",
    "アカウントを乗っ取られ、パスワードを変えられました。", "我的账号被盗了，有人改了我的密码。", "我的帳號被盜了，密碼被人改掉。" },
  { "All my files have disappeared since the update.", "업데이트 후 파일이 전부 사라졌습니다.", "アップデートしたらファイルが全部消えました。",
    "更新之后我的文件全没了。", "更新之後我的檔案全不見了。" },
  { "How can I add a second calendar?", "캘린더를 하나 더 추가하려면 어떻게 하나요?", "カレンダーをもう一つ追加するにはどうすればいいですか。",
    "怎么添加第二个日历？", "怎麼新增第二個行事曆？" },
  { "I have a suggestion: a dark mode. It would be great if you added it.", "제안드립니다. 다크 모드가 있으면 좋겠어요.",
    "要望です。ダークモードがあると嬉しいです。", "提个建议：希望能增加深色模式。", "希望能新增深色模式。" },
  { "I am very disappointed. This is the third time I am writing and nobody answers.",
    "정말 실망했습니다. 세 번째 문의인데 답변이 없네요.", "がっかりです。3回目の問い合わせですが返信がありません。",
    "非常失望，第三次写信了，没人回复。", "非常失望，第三次寫信了，沒有人回覆。" },
  { "You are a bunch of idiots.", "이 병신들아", "馬鹿野郎", "你们是一群骗子，脑残。", "你們腦殘嗎，騙子公司。" },
  { "It is urgent, please call me.", "급합니다. 전화 주세요.", "至急お電話ください。", "很急，请打电话给我。", "很急，請打電話給我。" },
  { "No rush, send me the price list whenever you have time.", "급하지 않으니 시간 되실 때 카탈로그 보내 주세요.",
    "急ぎませんので、お手すきの際にカタログをお送りください。", "不着急，有空的时候发个目录给我就行。", "不急，有空再寄型錄給我就好。" },
  { "My husband passed away, what do you need from me?", "남편이 사망했습니다. 무엇을 보내 드리면 될지요.",
    "夫が亡くなりました。何を送ればよいか。", "我丈夫去世了，要交什么材料？", "我先生過世了，需要交什麼文件？" },
  { "Thank you very much!", "감사합니다!", "ありがとうございました。", "谢谢！", "謝謝！" },
};

static void a_request_is_the_same_in_every_script(void)
{
  g_autoptr(Filters) filters = shipped();
  guint wrong = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(requests); i++) {
    g_autoptr(TriageVerdict) english = decide(filters, "", requests[i][0]);
    for (gsize k = 1; k < G_N_ELEMENTS(requests[i]); k++) {
      g_autoptr(TriageVerdict) verdict = decide(filters, "", requests[i][k]);
      if (!strcmp(verdict->category, english->category) && verdict->priority == english->priority)
        continue;
      g_test_message("%s/%s, in English %s/%s: %s", verdict->category, priority_names[verdict->priority],
                     english->category, priority_names[english->priority], requests[i][k]);
      wrong++;
    }
  }
  g_assert_cmpuint(wrong, ==, 0);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/everyday-cjk/ko/ordinary", ordinary_korean);
  g_test_add_func("/everyday-cjk/ja/ordinary", ordinary_japanese);
  g_test_add_func("/everyday-cjk/zh/ordinary", ordinary_chinese);
  g_test_add_func("/everyday-cjk/ko/pressing", pressing_korean);
  g_test_add_func("/everyday-cjk/ja/pressing", pressing_japanese);
  g_test_add_func("/everyday-cjk/zh/pressing", pressing_chinese);
  g_test_add_func("/everyday-cjk/fairness", a_request_is_the_same_in_every_script);
  return g_test_run();
}
