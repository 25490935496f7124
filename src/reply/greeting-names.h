/* Names that greeting-order.c tells the parts of a name by. Folded as text_fold() does. */
#pragma once

static const char *const given_names[] = {
  /* English */
  "aaron", "abigail", "adam", "alan", "albert", "alex", "alexander", "alice", "amanda", "amber", "amelia", "amy", "andrea",
  "andrew", "angela", "ann", "anna", "anne", "anthony", "arthur", "ashley", "austin", "barbara", "ben", "benjamin", "beth",
  "betty", "bill", "bob", "brandon", "brenda", "brian", "bruce", "bryan", "carl", "carol", "caroline", "catherine",
  "charles",
  "charlotte", "chloe", "chris", "christina", "christine", "christopher", "cindy", "claire", "craig", "cynthia", "dan",
  "daniel", "david", "deborah", "dennis", "diana", "diane", "donald", "donna", "dorothy", "douglas", "dylan", "edward",
  "elizabeth", "ella", "ellen", "emily", "emma", "eric", "erin", "ethan", "eugene", "eva", "evelyn", "frank", "fred",
  "gary", "george", "gerald", "gloria", "grace", "greg", "gregory", "hannah", "harold", "heather", "helen", "henry",
  "irene", "isabella", "jack", "jacob", "jake", "james", "jane", "janet", "jason", "jean", "jeff", "jeffrey", "jennifer",
  "jenny", "jeremy", "jerry", "jesse", "jessica", "jim", "joan", "joe", "john", "jonathan", "joseph", "joshua", "joyce",
  "judith", "judy", "julia", "julie", "justin", "karen", "kate", "katherine", "kathleen", "keith", "kelly", "ken",
  "kenneth", "kevin", "kyle", "larry", "laura", "lauren", "leo", "linda", "lisa", "liz", "louis", "lucas", "lucy", "luke",
  "margaret", "maria", "marie", "mark", "martha", "martin", "mary", "matt", "matthew", "megan", "melissa", "michael",
  "michelle", "mike", "mina", "nancy", "natalie", "nathan", "nicholas", "nick", "nicole", "noah", "nora", "oliver",
  "olivia", "oscar", "pamela", "patricia", "patrick", "paul", "peter", "philip", "phoebe", "rachel", "ralph", "rebecca",
  "richard", "robert", "roger", "ronald", "rose", "roy", "russell", "ruth", "ryan", "sam", "samantha", "samuel", "sandra",
  "sara", "sarah", "scott", "sean", "sharon", "simon", "sophia", "sophie", "stephanie", "stephen", "steve", "steven",
  "susan", "teresa", "terry", "theresa", "thomas", "tim", "timothy", "tom", "tony", "tyler", "victoria", "vincent",
  "virginia", "walter", "wayne", "wendy", "will", "william", "zachary", "zoe",
  /* German, Dutch, Nordic */
  "andreas", "anja", "anke", "anneke", "antje", "astrid", "bernd", "bert", "birgit", "bjorn", "britta", "christian",
  "claudia", "dieter", "dirk", "elke", "emil", "erik", "felix", "florian", "franz", "freja", "frieda", "friedrich", "fritz",
  "gerhard", "gunther", "hans", "heike", "heinz", "helga", "henrik", "holger", "ida", "ines", "ingrid", "jan", "jens",
  "jonas",
  "jorg", "jurgen", "karin", "karl", "kari", "katja", "katrin", "klaus", "knut", "lars", "lena", "lukas", "maja", "manfred",
  "marco", "markus", "marlene", "matthias", "max", "maximilian", "mia", "monika", "nils", "nina", "olaf", "ole", "otto",
  "petra", "pieter", "rainer", "ralf", "rolf", "sabine", "sander", "sanne", "sebastian", "silke", "sofie", "sonja", "stefan",
  "steffen", "susanne", "sven", "svenja", "tanja", "thorsten", "tobias", "ulrich", "ursula", "ute", "uwe", "volker",
  "werner",
  "wolfgang", "aino", "juha", "mikko", "pekka", "sigrid", "solveig", "signe", "gudrun", "willem", "joost", "femke",
  /* Romance */
  "alain", "alessandro", "alejandro", "ana", "andre", "angel", "antoine", "antonio", "beatriz", "bernard", "bruno",
  "camille",
  "carla", "carlos", "carmen", "chiara", "clara", "cristina", "diego", "elena", "enzo", "fabio", "federico", "fernando",
  "francesca", "francesco", "francisco", "francois", "gabriel", "giovanni", "giulia", "giuseppe", "guillaume", "ignacio",
  "isabel", "isabelle", "jacques", "javier", "jerome", "jesus", "joao", "joaquim", "jorge", "jose", "juan", "julien",
  "laurent", "leonardo", "lorenzo", "lucia", "luigi", "luis", "luisa", "manuel", "marc", "marcel", "margarita", "mario",
  "marta", "mateo", "matteo", "miguel", "monica", "nathalie", "nicolas", "olivier", "pablo", "paola", "paolo", "pascal",
  "pedro", "philippe", "pierre", "pilar", "rafael", "ramon", "raquel", "rene", "ricardo", "roberto", "rosa", "sergio",
  "silvia", "sofia", "sylvie", "thierry", "valentina", "veronique", "vincenzo", "xavier", "yves",
  /* Slavic, Hungarian, Romanian, Greek, Turkish */
  "agata", "agnieszka", "aleksandr", "aleksandra", "alexei", "andrei", "andrzej", "barbora", "dmitri", "dmitry", "ewa",
  "igor", "irina", "ivan", "jakub", "jana", "jiri", "josef", "kamil", "katarzyna", "krzysztof", "lenka", "ludmila",
  "maciej", "malgorzata", "marek", "martina", "michal", "milan", "natalia", "nikolai", "oksana", "olena", "olga", "ondrej",
  "oleksandr", "pavel", "pawel", "piotr", "sergei", "svetlana", "tatiana", "tereza", "tomas", "tomasz", "vladimir", "yulia",
  "yuri", "zuzana", "agnes", "attila", "balazs", "csilla", "erzsebet", "eszter", "gabor", "gergely", "gyorgy", "ildiko",
  "istvan", "janos", "jozsef", "judit", "katalin", "laszlo", "miklos", "sandor", "tamas", "zoltan", "zsuzsanna", "zsolt",
  "mihai", "ioana", "adrian", "dimitris", "eleni", "giorgos", "kostas", "nikos", "ahmet", "ayse", "burak", "elif", "emre",
  "fatma", "hatice", "huseyin", "mehmet", "murat", "mustafa", "zeynep",
  /* Arabic, Persian, Indian, African */
  "abdul", "abdullah", "ahmad", "ahmed", "aisha", "ali", "amina", "amir", "fatima", "hasan", "hassan", "hussein", "ibrahim",
  "khalid", "layla", "mariam", "mohamed", "mohammad", "mohammed", "muhammad", "nadia", "omar", "rania", "samir", "yasmin",
  "youssef", "yusuf", "zainab", "aditya", "amit", "ananya", "anil", "anita", "arjun", "deepa", "deepak", "divya", "kavita",
  "neha", "nikhil", "pooja", "priya", "rahul", "raj", "rajesh", "ravi", "sanjay", "sunita", "suresh", "vijay", "vikram",
  "amara", "chidi", "ifeoma", "kwame", "ngozi", "oluwaseun", "thabo", "wanjiku",
  /* Japanese, as they are written in Latin letters */
  "akira", "aiko", "asuka", "ayumi", "daisuke", "emi", "haruka", "haruki", "hiroshi", "hiroko", "hiroki", "ichiro", "kaori",
  "kazuo", "keiko", "kenji", "kenta", "kumiko", "makoto", "mariko", "masako", "mayumi", "megumi", "michiko", "naoko",
  "naoki", "noriko", "ryo", "sakura", "satoshi", "shota", "takashi", "takeshi", "taro", "tomoko", "tomoya", "yoko",
  "yoshiko", "yuka", "yuki", "yumi", "yusuke", "yuta", "hanako", "jiro",
};

static const char *const hungarian_families[] = {
  "balogh", "farkas", "fekete", "horvath", "juhasz", "kiss", "kovacs", "lakatos", "meszaros", "molnar", "nagy", "nemeth",
  "olah", "papp", "racz", "szabo", "szilagyi", "takacs", "toth", "varga",
};

static const char *const japanese_families[] = {
  "abe", "aoki", "endo", "fujita", "fujiwara", "fukuda", "goto", "hara", "hasegawa", "hashimoto", "hayashi", "ikeda",
  "inoue", "ishida", "ishii", "ishikawa", "ito", "kato", "kimura", "kobayashi", "kondo", "maeda", "matsumoto", "miura",
  "mori", "murakami", "nakagawa", "nakajima", "nakamura", "nishimura", "ogawa", "okada", "ota", "saito", "sakamoto",
  "sasaki", "sato", "shimizu", "suzuki", "takahashi", "takeuchi", "tamura", "tanaka", "ueda", "wada", "watanabe",
  "yamada", "yamaguchi", "yamamoto", "yamashita", "yamazaki", "yoshida",
};

static const char *const chinese_families[] = {
  "bai", "cai", "cao", "chan", "chang", "chen", "cheng", "cui", "dai", "deng", "ding", "dong", "du", "duan", "fan", "fang",
  "feng", "fu", "gao", "gu", "guo", "han", "hao", "he", "hou", "hu", "huang", "jia", "jiang", "jin", "kong", "lai", "lei",
  "li", "liang", "liao", "lin", "liu", "long", "lu", "luo", "lv", "ma", "mao", "meng", "ouyang", "pan", "peng", "qian",
  "qin", "qiu", "ren", "shao", "shen", "shi", "sima", "song", "su", "sun", "tan", "tang", "tao", "tian", "wan", "wang",
  "wei", "wu", "xia", "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yi", "yin", "yu", "yuan", "zeng",
  "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zou",
};

static const char *const vietnamese_families[] = {
  "bui", "dang", "dinh", "do", "duong", "ho", "hoang", "huynh", "le", "ly", "ngo", "nguyen", "pham", "phan", "tran", "trinh",
  "truong", "vo", "vu",
};
static const char *const vietnamese_middles[] = {
  "van", "thi", "duc", "huu", "ngoc", "minh", "quang", "thanh", "xuan", "hoang",
};

static const char *const particles_of_names[] = {
  "von", "van", "vom", "zu", "zum", "zur", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du",
  "des", "la",
  "le", "ter", "ten", "te", "'t", "bin", "ibn", "binti", "al", "el", "af", "av", "y", "e",
};

/* Of the Han names: Japanese families of two characters, and Chinese ones. */
static const char *const han_families[] = {
  "山田", "田中", "佐藤", "鈴木", "高橋", "渡辺", "渡邊", "伊藤", "山本", "中村", "小林", "加藤", "吉田", "佐々木", "山口",
  "松本", "井上", "木村", "斎藤", "斉藤", "清水", "山崎", "池田", "橋本", "阿部", "石川", "山下", "中島", "石井", "小川",
  "前田", "岡田", "長谷川", "藤田", "後藤", "近藤", "村上", "遠藤", "青木", "坂本", "福田", "太田", "西村", "藤井", "金子",
  "藤原", "岡本", "三浦", "中野", "中川", "原田", "松田", "竹内", "小野", "田村", "中山", "和田", "石田", "上田", "森田",
  "柴田", "酒井", "工藤", "横山", "宮崎", "宮本", "内田", "高木", "谷口", "安藤", "丸山", "今井", "河野", "藤本", "村田",
  "武田", "上野", "杉山", "増田", "平野", "大塚", "菅原", "久保", "松井", "千葉", "岩崎", "桜井", "野口", "松尾", "木下",
  "菊地", "野村", "新井", "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "皇甫", "慕容",
  "夏侯", "尉迟", "王", "李", "张", "張", "刘", "劉", "陈", "陳", "杨", "楊", "赵", "趙", "黄", "黃", "周", "吴", "吳",
  "徐", "孙", "孫", "胡", "朱", "高", "林", "何", "郭", "马", "馬", "罗", "羅", "梁", "宋", "郑", "鄭", "谢", "謝",
  "韩", "韓", "唐", "冯", "馮", "于", "董", "萧", "程", "曹", "袁", "邓", "鄧", "许", "許", "傅", "沈", "曾", "彭",
  "吕", "呂", "苏", "蘇", "卢", "盧", "蒋", "蔣", "蔡", "贾", "丁", "魏", "薛", "叶", "葉", "阎", "余", "潘", "杜",
  "戴", "夏", "钟", "鍾", "汪", "田", "任", "姜", "范", "方", "石", "姚", "谭", "廖",
  "邹", "熊", "金", "陆", "陸", "郝", "孔", "白", "崔", "康", "毛", "邱", "秦", "江", "史", "顾", "顧", "侯", "邵",
  "孟", "龙", "万",
};
/* One of these in it, and it is no person. */
static const char *const han_roles[] = {
  "会社", "會社", "公司", "有限", "集团", "集團", "客服", "サポート", "センター", "ショップ", "支持", "支援", "服务",
  "服務", "部", "組", "组", "係", "課", "课", "室",
  "窓口", "事務", "店", "大学", "大學", "学校", "學校", "学院", "銀行", "银行", "病院", "医院", "協会", "协会", "担当",
  "採用", "営業", "経理", "総務", "管理", "系统", "系統", "通知", "自动", "自動", "中心", "官方", "団体", "法人",
  "工業", "商事", "電気", "网", "網",
};
