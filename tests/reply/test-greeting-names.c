#include <string.h>

#include "reply/greeting.h"

/* `given` NULL: nobody can be greeted by it. `full` NULL: the same as `given`. `family` NULL: it can't be told. */
struct name {
  const char *display, *given, *full, *family;
};

static void check(const struct name *rows, gsize n, const char *address)
{
  guint wrong = 0;
  for (gsize i = 0; i < n; i++) {
    struct greeting got = { 0 };
    gboolean found = greeting_from(rows[i].display, address, &got);
    const char *full = rows[i].full ? rows[i].full : rows[i].given;
    if (found != (rows[i].given != NULL) || g_strcmp0(got.given, rows[i].given) || g_strcmp0(got.full, full) ||
        g_strcmp0(got.family, rows[i].family)) {
      g_test_message("'%s' is %s / %s / %s", rows[i].display, got.given, got.full, got.family);
      wrong++;
    }
    greeting_clear(&got);
  }
  g_assert_cmpuint(wrong, ==, 0);
}

static void western_names_have_a_given_and_a_family_name(void)
{
  static const struct name rows[] = {
    { "Jane Doe", "Jane", "Jane Doe", "Doe" },
    { "Müller, Anna", "Anna", "Anna Müller", "Müller" },
    { "Doe, Jane (EXT)", "Jane", "Jane Doe", "Doe" },
    { "Doe, Jane [Contractor]", "Jane", "Jane Doe", "Doe" },
    { "DOE, Jane", "Jane", "Jane Doe", "Doe" },
    { "DOE, JANE", "Jane", "Jane Doe", "Doe" },
    { "Doe, Dr. Jane", "Jane", "Jane Doe", "Doe" },
    { "Dr. Anna Müller", "Anna", "Anna Müller", "Müller" },
    { "Prof. Dr. Hans Meier", "Hans", "Hans Meier", "Meier" },
    { "Frau Anna Schmidt", "Anna", "Anna Schmidt", "Schmidt" },
    { "Herr Thomas Klein", "Thomas", "Thomas Klein", "Klein" },
    { "Mr. John Smith", "John", "John Smith", "Smith" },
    { "Ms Okafor", "Ms Okafor", NULL, "Okafor" },
    { "JANE DOE", "Jane", "Jane Doe", "Doe" },
    { "DOE JANE", "Jane", "Doe Jane", "Doe" },
    { "MARTIN Sophie", "Sophie", "Martin Sophie", "Martin" },
    { "\"Jane Doe\"", "Jane", "Jane Doe", "Doe" },
    { "“Jane Doe”", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe 🌸", "Jane", "Jane Doe", "Doe" },
    { "🌸Jane🌸", "Jane", NULL, NULL },
    { "Jane Doe ★", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe | Acme", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe - Acme GmbH", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe @ Acme", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe / Acme / Sales", "Jane", "Jane Doe", "Doe" },
    { "Acme Support (Jane Doe)", "Jane", "Jane Doe", "Doe" },
    { "Acme GmbH - Jane Doe", "Jane", "Jane Doe", "Doe" },
    { "Support | Anna Schmidt", "Anna", "Anna Schmidt", "Schmidt" },
    { "Acme (Jane Doe)", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe (Acme Berlin)", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe via Helpdesk", "Jane", "Jane Doe", "Doe" },
    { "Jan van der Berg", "Jan", "Jan van der Berg", "van der Berg" },
    { "Berg, Jan van der", "Jan", "Jan van der Berg", "Berg" },
    { "van der Berg, Jan", "Jan", "Jan van der Berg", "van der Berg" },
    { "Karl von Stein", "Karl", "Karl von Stein", "von Stein" },
    { "von Stein, Karl", "Karl", "Karl von Stein", "von Stein" },
    { "Charles de Gaulle", "Charles", "Charles de Gaulle", "de Gaulle" },
    { "Leonardo da Vinci", "Leonardo", "Leonardo da Vinci", "da Vinci" },
    { "María García López", "María", "María García López", NULL },
    { "García López, María", "María", "María García López", "García López" },
    { "José Luis Pérez", "José", "José Luis Pérez", NULL },
    { "João da Silva", "João", "João da Silva", "da Silva" },
    { "Björk Guðmundsdóttir", "Björk", "Björk Guðmundsdóttir", "Guðmundsdóttir" },
    { "Jón Þór Birgisson", "Jón", "Jón Þór Birgisson", NULL },
    { "Siobhán O'Neill", "Siobhán", "Siobhán O'Neill", "O'Neill" },
    { "Anne-Marie Dupont-Leroy", "Anne-Marie", "Anne-Marie Dupont-Leroy", "Dupont-Leroy" },
    { "John F. Kennedy", "John", "John F. Kennedy", "Kennedy" },
    { "J. K. Rowling", "J. K. Rowling", NULL, "Rowling" },
    { "Jane Doe, PhD", "Jane", "Jane Doe", "Doe" },
    { "Jane Doe Jr.", "Jane", "Jane Doe", "Doe" },
    { "jane doe", "Jane", "Jane Doe", "Doe" },
    { "Jane", "Jane", NULL, NULL },
    { "Zbigniew", "Zbigniew", NULL, NULL },
    { "De Vries", "De Vries", NULL, "De Vries" },
  };
  check(rows, G_N_ELEMENTS(rows), "someone@mail.example");
}

static void names_of_other_peoples_keep_their_order(void)
{
  static const struct name rows[] = {
    { "Nguyễn Văn An", "An", "Nguyễn Văn An", "Nguyễn" },
    { "Trần Thị Hoa", "Hoa", "Trần Thị Hoa", "Trần" },
    { "Nguyen Van Minh", "Minh", "Nguyen Van Minh", "Nguyen" },
    { "An Nguyen", "An", "An Nguyen", "Nguyen" },
    { "Wang Xiaoming", "Xiaoming", "Wang Xiaoming", "Wang" },
    { "Xiaoming Wang", "Xiaoming", "Xiaoming Wang", "Wang" },
    { "Zhang Wei Ling", "Zhang", "Zhang Wei Ling", NULL },
    { "Wang Li", "Wang Li", NULL, NULL },
    { "WANG Xiaoming", "Xiaoming", "Wang Xiaoming", "Wang" },
    { "Li Anna", "Li", "Li Anna", "Anna" },
    { "王小明", "王小明", NULL, "王" },
    { "欧阳娜娜", "欧阳娜娜", NULL, "欧阳" },
    { "陳大文", "陳大文", NULL, "陳" },
    { "李娜女士", "李娜", NULL, "李" },
    { "王小明 (销售)", "王小明", NULL, "王" },
    { "Xiaoming Wang 王小明", "Xiaoming", "Xiaoming Wang", "Wang" },
    { "山田太郎", "山田太郎", NULL, "山田" },
    { "山田 太郎", "山田 太郎", NULL, "山田" },
    { "太郎 山田", "太郎 山田", NULL, "山田" },
    { "山田　太郎", "山田 太郎", NULL, "山田" },
    { "長谷川 さくら", "長谷川 さくら", NULL, "長谷川" },
    { "鈴木様", "鈴木", NULL, NULL },
    { "ヤマダ タロウ", "ヤマダ タロウ", NULL, NULL },
    { "ジェーン・ドウ", "ジェーン・ドウ", NULL, NULL },
    { "Yamada Taro", "Taro", "Yamada Taro", "Yamada" },
    { "Taro Yamada", "Taro", "Taro Yamada", "Yamada" },
    { "YAMADA Taro", "Taro", "Yamada Taro", "Yamada" },
    { "Tanaka, Yuki", "Yuki", "Yuki Tanaka", "Tanaka" },
    { "Nagy Anna", "Anna", "Nagy Anna", "Nagy" },
    { "Kovács István", "István", "Kovács István", "Kovács" },
    { "István Kovács", "István", "István Kovács", "Kovács" },
    { "Mohammed bin Salman", "Mohammed", "Mohammed bin Salman", "bin Salman" },
    { "Abdul Rahman Khan", "Abdul Rahman", "Abdul Rahman Khan", "Khan" },
    { "محمد أحمد", "محمد", "محمد أحمد", "أحمد" },
    { "דוד כהן", "דוד", "דוד כהן", "כהן" },
    { "Ольга Иванова", "Ольга", "Ольга Иванова", "Иванова" },
    { "Иванова Ольга", "Ольга", "Иванова Ольга", "Иванова" },
    { "Иванов Иван Иванович", "Иван", "Иванов Иван Иванович", "Иванов" },
    { "Иван Иванович Иванов", "Иван", "Иван Иванович Иванов", "Иванов" },
    { "Олена Шевченко", "Олена", "Олена Шевченко", "Шевченко" },
    { "สมชาย ใจดี", "สมชาย", "สมชาย ใจดี", "ใจดี" },
    { "Γιώργος Παπαδόπουλος", "Γιώργος", "Γιώργος Παπαδόπουλος", "Παπαδόπουλος" },
    { "Priya Sharma", "Priya", "Priya Sharma", "Sharma" },
    { "Ayşe Yılmaz", "Ayşe", "Ayşe Yılmaz", "Yılmaz" },
  };
  check(rows, G_N_ELEMENTS(rows), "someone@mail.example");
}

static void korean_names_are_kept_whole_however_they_are_written(void)
{
  static const struct name rows[] = {
    { "홍길동", "홍길동", NULL, "홍" },
    { "박서준", "박서준", NULL, "박" },
    { "최 유나", "최유나", NULL, "최" },
    { "정하늘 (기획팀)", "정하늘", NULL, "정" },
    { "윤소희 팀장", "윤소희", NULL, "윤" },
    { "강민호 대리님", "강민호", NULL, "강" },
    { "[행복전자] 오세진", "오세진", NULL, "오" },
    { "한지우/마케팅팀", "한지우", NULL, "한" },
    { "서지우 드림", "서지우", NULL, "서" },
    { "선우진아", "선우진아", NULL, "선우" },
    { "문의드립니다", NULL, NULL, NULL },
    { "구매팀", NULL, NULL, NULL },
    { "행복전자 고객센터", NULL, NULL, NULL },
    { "홍 길동", "홍길동", NULL, "홍" },
    { "길동 홍", "홍길동", NULL, "홍" },
    { "민수 김", "김민수", NULL, "김" },
    { "서연 이", "이서연", NULL, "이" },
    { "김훈", "김훈", NULL, "김" },
    { "김 훈", "김훈", NULL, "김" },
    { "남궁민수", "남궁민수", NULL, "남궁" },
    { "남궁 민수", "남궁민수", NULL, "남궁" },
    { "제갈량", "제갈량", NULL, "제갈" },
    { "선우정아", "선우정아", NULL, "선우" },
    { "홍길동(영업팀)", "홍길동", NULL, "홍" },
    { "홍길동 (영업팀)", "홍길동", NULL, "홍" },
    { "[에이크미] 홍길동", "홍길동", NULL, "홍" },
    { "(에이크미)홍길동", "홍길동", NULL, "홍" },
    { "【에이크미】홍길동", "홍길동", NULL, "홍" },
    { "홍길동 대리", "홍길동", NULL, "홍" },
    { "홍길동 과장님", "홍길동", NULL, "홍" },
    { "홍길동 선임", "홍길동", NULL, "홍" },
    { "홍길동책임", "홍길동", NULL, "홍" },
    { "홍길동 수석연구원", "홍길동", NULL, "홍" },
    { "홍길동/영업팀/에이크미", "홍길동", NULL, "홍" },
    { "영업팀/홍길동", "홍길동", NULL, "홍" },
    { "에이크미_홍길동", "홍길동", NULL, "홍" },
    { "홍길동_에이크미", "홍길동", NULL, "홍" },
    { "홍길동-에이크미", "홍길동", NULL, "홍" },
    { "에이크미 - 홍길동", "홍길동", NULL, "홍" },
    { "홍길동 | 에이크미", "홍길동", NULL, "홍" },
    { "김민수님", "김민수", NULL, "김" },
    { "김민수 님", "김민수", NULL, "김" },
    { "김민수 고객님", "김민수", NULL, "김" },
    { "김민수 씨", "김민수", NULL, "김" },
    { "김민수 드림", "김민수", NULL, "김" },
    { "김민수 올림", "김민수", NULL, "김" },
    { "박서준 팀장", "박서준", NULL, "박" },
    { "박서준팀장님", "박서준", NULL, "박" },
    { "이영희 교수", "이영희", NULL, "이" },
    { "최지우 변호사", "최지우", NULL, "최" },
    { "(주)에이크미 홍길동", "홍길동", NULL, "홍" },
    { "㈜에이크미 홍길동", "홍길동", NULL, "홍" },
    { "에이크미(주) 홍길동", "홍길동", NULL, "홍" },
    { "주식회사 에이크미 홍길동", "홍길동", NULL, "홍" },
    { "에이크미 주식회사 홍길동", "홍길동", NULL, "홍" },
    { "주식회사 가나다 김민수", "김민수", NULL, "김" },
    { "(주)가나다 김민수", "김민수", NULL, "김" },
    { "홍길동 🌸", "홍길동", NULL, "홍" },
    { "\"홍길동\"", "홍길동", NULL, "홍" },
    { "'홍길동'", "홍길동", NULL, "홍" },
    { "홍길동 Hong Gildong", "홍길동", NULL, "홍" },
    { "Gildong Hong 홍길동", "홍길동", NULL, "홍" },
    { "에이크미 (홍길동)", "홍길동", NULL, "홍" },
    { "고객지원팀 (김민수)", "김민수", NULL, "김" },
    { "영업1팀 김민수", "김민수", NULL, "김" },
    { "황보라", "황보라", NULL, "황보" },
    { "Kim Minsu", "Minsu", "Kim Minsu", "Kim" },
    { "KIM, Minsu", "Minsu", "Minsu Kim", "Kim" },
    { "KIM MINSU", "Minsu", "Kim Minsu", "Kim" },
    { "Kim Min Su", "Min Su", "Kim Min Su", "Kim" },
    { "Hong Gil-dong", "Gil-dong", "Hong Gil-dong", "Hong" },
    { "Gildong Hong", "Gildong", "Gildong Hong", "Hong" },
    { "Kim, Dr. Mina", "Mina", "Mina Kim", "Kim" },
    { "Mina Kim", "Mina", "Mina Kim", "Kim" },
    { "Lee Jae-yong", "Jae-yong", "Lee Jae-yong", "Lee" },
    { "Choi Soo Young", "Soo Young", "Choi Soo Young", "Choi" },
    { "Minsu Kim (김민수)", "Minsu", "Minsu Kim", "Kim" },
  };
  check(rows, G_N_ELEMENTS(rows), "hong@mail.example");
}

static void companies_roles_and_machines_have_no_name(void)
{
  static const struct name rows[] = {
    { "Acme Robotics", NULL, NULL, NULL },      { "Acme Logistics Group", NULL, NULL, NULL },
    { "Muster Consulting", NULL, NULL, NULL },  { "Kundenservice Acme", NULL, NULL, NULL },
    { "Vertrieb", NULL, NULL, NULL },           { "Buchhaltung Muster", NULL, NULL, NULL },
    { "Sekretariat", NULL, NULL, NULL },        { "Service Client", NULL, NULL, NULL },
    { "Comptabilité", NULL, NULL, NULL },       { "Atención al Cliente", NULL, NULL, NULL },
    { "Ventas Acme", NULL, NULL, NULL },        { "Ufficio Acquisti", NULL, NULL, NULL },
    { "Klantenservice", NULL, NULL, NULL },     { "Hotel Adler", NULL, NULL, NULL },
    { "Praxis Sonnenschein", NULL, NULL, NULL },{ "City Library", NULL, NULL, NULL },
    { "IT Helpdesk", NULL, NULL, NULL },        { "The Acme Team", NULL, NULL, NULL },
    { "ACME", NULL, NULL, NULL },               { "ACME WORLD", NULL, NULL, NULL },
    { "jane.doe@mail.example", NULL, NULL, NULL }, { "jane.doe", NULL, NULL, NULL },
    { "jane_doe", NULL, NULL, NULL },           { "jdoe42", NULL, NULL, NULL },
    { "+49 170 1234567", NULL, NULL, NULL },    { "von Stein", NULL, NULL, NULL },
    { "Jane & John Doe", NULL, NULL, NULL },    { "👍", NULL, NULL, NULL },
    { "株式会社エイクミ", NULL, NULL, NULL },   { "エイクミ株式会社 営業部", NULL, NULL, NULL },
    { "カスタマーサポート窓口", NULL, NULL, NULL }, { "阿克米有限公司", NULL, NULL, NULL },
    { "客服中心", NULL, NULL, NULL },           { "系统通知", NULL, NULL, NULL },
    { "고객센터", NULL, NULL, NULL },           { "영업팀", NULL, NULL, NULL },
    { "구매팀 담당자", NULL, NULL, NULL },      { "주식회사 가나다", NULL, NULL, NULL },
    { "(주)가나다", NULL, NULL, NULL },         { "㈜한울", NULL, NULL, NULL },
    { "가나다 주식회사", NULL, NULL, NULL },    { "한울건설", NULL, NULL, NULL },
    { "하늘치과", NULL, NULL, NULL },           { "동네약국", NULL, NULL, NULL },
    { "강남우체국", NULL, NULL, NULL },         { "우리부동산", NULL, NULL, NULL },
    { "관리자", NULL, NULL, NULL },             { "김 대리", NULL, NULL, NULL },
    { "담당자님", NULL, NULL, NULL },           { "대표", NULL, NULL, NULL },
    { "무역부", NULL, NULL, NULL },             { "인사팀", NULL, NULL, NULL },
    { "에이크미", NULL, NULL, NULL },           { "익명", NULL, NULL, NULL },
    { "홍", NULL, NULL, NULL },                 { "안내 메일", NULL, NULL, NULL },
  };
  check(rows, G_N_ELEMENTS(rows), "info@mail.example");
}

static void a_name_that_is_the_domains_is_a_company(void)
{
  struct greeting got = { 0 };
  g_assert_false(greeting_from("Acme", "info@acme.example", &got));
  g_assert_false(greeting_from("Acme Berlin", "hello@acme.co.kr", &got));
  g_assert_true(greeting_from("Jane Acme", "jane@acme.example", &got));
  g_assert_cmpstr(got.given, ==, "Jane");
  greeting_clear(&got);
  g_assert_true(greeting_from("Zbigniew Acme", "zbigniew@acme.example", &got));
  greeting_clear(&got);
}

static void the_signature_names_who_signed_it(void)
{
  static const struct {
    const char *signature, *address, *name;
  } rows[] = {
    { "Mina Kim", "desk@acme.example", "Mina Kim" },
    { "Mina Kim\nAcme Robotics\nTel. +82 2 123 4567", "desk@acme.example", "Mina Kim" },
    { "Best regards,\nJane Doe\nAcme Inc.", NULL, "Jane Doe" },
    { "Best regards, Jane Doe", NULL, "Jane Doe" },
    { "Thanks,\nJane", NULL, "Jane" },
    { "Thanks!\n\nJane Doe", NULL, "Jane Doe" },
    { "Mit freundlichen Grüßen\nAnna Müller", NULL, "Anna Müller" },
    { "Mit freundlichen Grüßen\n\nAnna Müller\nMuster GmbH", NULL, "Anna Müller" },
    { "Viele Grüße, Anna", NULL, "Anna" },
    { "LG Anna", NULL, "Anna" },
    { "Cordialement,\nJean Dupont", NULL, "Jean Dupont" },
    { "Saludos,\nMaría García", NULL, "María García" },
    { "Met vriendelijke groet,\nJan van der Berg", NULL, "Jan van der Berg" },
    { "С уважением,\nОльга Иванова", NULL, "Ольга Иванова" },
    { "Regards\nZbigniew Wozniak", NULL, "Zbigniew Wozniak" },
    { "Zbigniew Wozniak\nWarehouse 4", "zwozniak@mail.example", "Zbigniew Wozniak" },
    { "홍길동 드림", NULL, "홍길동 드림" },
    { "홍길동 올림", NULL, "홍길동 올림" },
    { "홍길동", NULL, "홍길동" },
    { "감사합니다.\n홍길동 드림", NULL, "홍길동 드림" },
    { "감사합니다. 홍길동 올림", NULL, "홍길동 올림" },
    { "고맙습니다.\n\n김민수\n에이크미 영업팀", NULL, "김민수" },
    { "김민수 대리\n(주)에이크미", NULL, "김민수 대리" },
    { "에이크미 영업팀 김민수 배상", NULL, "에이크미 영업팀 김민수 배상" },
    { "김훈 드림", NULL, "김훈 드림" },
    { NULL, NULL, NULL },
    { "", NULL, NULL },
    { "Acme Robotics\nMain Street 1", "desk@acme.example", NULL },
    { "Acme World\nMain Street 1", "desk@mail.example", NULL },
    { "Green Valley", "desk@mail.example", NULL },
    { "Best regards", NULL, NULL },
    { "Best regards,\nThe Acme Team", NULL, NULL },
    { "Kind regards,\nCustomer Support\nJane Doe", NULL, NULL },
    { "Tel. 030 1234567\nJane Doe", NULL, NULL },
    { "jane@mail.example", NULL, NULL },
    { "www.acme.example", NULL, NULL },
    { "Please read our terms before you answer", NULL, NULL },
    { "Mit freundlichen Grüßen\nIhr Muster GmbH Kundenservice", NULL, NULL },
    { "고객센터 드림", NULL, NULL },
    { "(주)가나다", NULL, NULL },
    { "에이크미 주식회사\n서울시 강남구", NULL, NULL },
    { "감사합니다.", NULL, NULL },
    { "수고하세요", NULL, NULL },
    { "\xff\xfe", NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *name = greeting_signed(rows[i].signature, rows[i].address);
    if (g_strcmp0(name, rows[i].name))
      g_test_message("of '%s'", rows[i].signature);
    g_assert_cmpstr(name, ==, rows[i].name);
    struct greeting got = { 0 };
    g_assert_cmpint(greeting_from(name, rows[i].address, &got), ==, name != NULL);
    greeting_clear(&got);
  }
}

static void a_display_name_is_never_overruled(void)
{
  static const struct {
    const char *display, *address, *signature, *name;
  } rows[] = {
    { "Jane Doe", "jane@mail.example", "Regards,\nAnna Schmidt", "Jane Doe" },
    { "Acme Support", "support@acme.example", "Regards,\nAnna Schmidt", "Anna Schmidt" },
    { NULL, "cs@acme.example", "홍길동 드림", "홍길동 드림" },
    { "고객센터", "cs@acme.example", NULL, "고객센터" },
    { NULL, "cs@acme.example", NULL, NULL },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autofree char *name = greeting_name(rows[i].display, rows[i].address, rows[i].signature);
    g_assert_cmpstr(name, ==, rows[i].name);
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/names/western", western_names_have_a_given_and_a_family_name);
  g_test_add_func("/names/order", names_of_other_peoples_keep_their_order);
  g_test_add_func("/names/korean", korean_names_are_kept_whole_however_they_are_written);
  g_test_add_func("/names/nobody", companies_roles_and_machines_have_no_name);
  g_test_add_func("/names/domain", a_name_that_is_the_domains_is_a_company);
  g_test_add_func("/names/signed", the_signature_names_who_signed_it);
  g_test_add_func("/names/trusted", a_display_name_is_never_overruled);
  return g_test_run();
}
