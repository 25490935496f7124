/* The words that greeting-korean.c knows names and what is no name by. */
#pragma once

/* Korean family names, of one and of two syllables. */
static const char *const korean_surnames[] = {
  "남궁", "독고", "사공", "서문", "선우", "제갈", "황보",
  "가", "간", "갈", "감", "강", "견", "경", "계", "고", "공", "곽", "구", "국", "권", "금", "기", "길", "김", "나",
  "남", "노", "도", "동", "두", "라", "류", "마", "맹", "명", "모", "목", "문", "민", "박", "반", "방", "배", "백",
  "변", "복", "봉", "부", "빈", "사", "서", "석", "선", "설", "성", "소", "손", "송", "신", "심", "안", "양", "어",
  "엄", "여", "연", "염", "예", "오", "옥", "온", "왕", "용", "우", "원", "위", "유", "육", "윤", "은", "음", "이",
  "인", "임", "장", "전", "정", "제", "조", "주", "지", "진", "차", "채", "천", "최", "추", "탁", "태", "편", "표",
  "피", "하", "한", "함", "허", "현", "형", "호", "홍", "황",
};

/* Said after a Korean name, as a word of its own or joined to it. */
static const char *const korean_titles[] = {
  "고객님", "선생님", "교수님", "대표이사", "부사장", "본부장", "센터장", "연구원", "매니저", "대표", "사장", "회장",
  "이사", "상무", "전무", "부장", "차장", "과장", "대리", "주임", "사원", "팀장", "실장", "국장", "원장", "소장",
  "교수", "박사", "선생", "기자", "변호사", "드림", "올림", "배상", "귀하", "님", "씨", "상무이사", "전무이사",
  "대표자", "책임", "선임", "수석", "프로", "원사", "간사", "위원", "위원장", "작가", "목사", "신부",
  "스님", "씨께", "파트장", "그룹장", "반장", "점장", "지점장", "총무님", "拜上",
};

/* Parts of words that look like a Korean name and are none. */
static const char *const korean_roles[] = {
  "가입", "견적", "결제", "경영", "계정", "고객", "공사", "공식", "공지", "관리", "교육", "구독", "구매", "기관",
  "기술", "기획", "네트워크", "뉴스", "단체", "담당", "대학", "도서", "도움", "마케팅", "메일", "무역", "문의", "물류",
  "발송", "방송", "배송", "병원", "보안", "본부", "부서", "사무", "산업", "상담", "서비스", "서울", "설문", "성당",
  "센터", "소식", "솔루션", "쇼핑", "시스템", "시험", "신문", "신청", "안내", "알림", "연구", "영업",
  "예약", "온라인", "운영", "유한", "은행", "이메일", "이벤트", "인사", "인증", "입점", "자동", "재단", "전산", "전자",
  "정보", "제품", "조합", "주문", "주식", "지원", "직원", "총무", "카드", "테스트", "통신", "투자", "팀", "학교",
  "한국", "협회", "홈페이지", "홍보", "회계", "회사", "회원", "가게", "건설", "경찰", "공방", "공장", "과학", "구청",
  "그룹", "금융", "농장", "도서관", "디자인", "마트", "몰", "미디어", "미용", "법률", "법무", "법인",
  "보험", "부동산", "사업", "상사", "상점", "세무", "소방", "소프트", "스토어", "스튜디오", "시청", "식당", "식품",
  "약국", "어린이집", "엔지니어링", "여행", "우체국", "우편", "유치원", "유통", "의원", "전파", "정비", "제약", "중앙",
  "증권", "치과", "카페", "컴퍼니", "코리아", "택배", "테크", "펜션", "편의점", "학원", "현장", "호텔", "화학", "개발",
  "생산", "품질", "재무", "총괄", "채용", "민원", "접수", "수신", "발신", "익명", "대표번호",
  "아파트", "사용자", "이용자", "소비자", "엄마", "아빠", "우리집", "예쁜", "이쁜", "사랑해", "사랑하", "유니콘",
  "강남구", "강서구", "강동구", "서초구", "송파구", "마포구", "용산구", "종로구", "성동구", "성북구", "양천구",
  "구로구", "노원구", "은평구", "중랑구", "도봉구", "금천구", "관악구", "동작구", "임직원",
};

/* Whole words that look like a Korean name and are companies or things. */
static const char *const korean_brands[] = {
  "신한", "현대", "황금", "한화", "하나", "우리", "국민", "하늘", "나비", "선물", "공주", "왕자", "천사",
};

/* Family names and given-name syllables as Koreans write them in Latin letters: "Kim Minsu" is Minsu, "Kim Novak" Kim. */
static const char *const latin_surnames[] = {
  "ahn", "an", "bae", "baek", "baik", "byun", "cha", "chang", "cho", "choe", "choi", "chun", "chung", "gang", "go",
  "gong", "gu", "gwak", "gwon", "ha", "hah", "ham", "han", "heo", "hong", "huh", "hur", "hwang", "im", "jang", "jeon",
  "jeong", "ji", "jin", "jo", "joo", "ju", "jun", "jung", "kang", "kil", "kim", "ko", "koo", "ku", "kwak", "kwon",
  "lee", "lim", "ma", "min", "moon", "na", "nam", "no", "noh", "oh", "paik", "pak", "park", "pyo", "rhee", "rim",
  "roh", "ryu", "seo", "seok", "seong", "shim", "shin", "sim", "sin", "so", "sohn", "son", "song", "suh", "sung",
  "tak", "um", "woo", "yang", "yeo", "yeon", "yi", "yim", "yoo", "yoon", "you", "yu", "yun",
};
static const char *const latin_syllables[] = {
  "a", "ah", "an", "ara", "bae", "baek", "beom", "bin", "bo", "bok", "bong", "bum", "byeong", "byung", "cha", "chae",
  "chan", "chang", "cheol", "chul", "da", "dae", "dam", "deok", "do", "dong", "doo", "eon", "eui", "eun", "ga", "gang",
  "geon", "geun", "gi", "gil", "go", "gu", "guk", "gun", "gwang", "gyeong", "gyu", "ha", "hae", "han", "hee", "heon",
  "heung", "hi", "ho", "hong", "hoon", "hui", "hun", "hwa", "hwan", "hye", "hyeok", "hyeon", "hyo", "hyuk", "hyun",
  "hyung", "il", "in", "ja", "jae", "jeong", "ji", "jin", "jong", "joo", "joon", "ju", "jun", "jung", "kang", "keun",
  "ki", "kil", "koo", "kook", "kuk", "kwan", "kwang", "kyeong", "kyoung", "kyu", "kyun", "kyung", "man", "mi", "min",
  "mo", "moon", "mun", "myeong", "myung", "na", "nam", "ok", "ra", "ri", "rim", "rin", "ryeong", "sa", "san", "sang",
  "se", "seo", "seok", "seon", "seong", "seung", "shik", "shin", "si", "sik", "sin", "so", "sol", "son", "song", "soo",
  "sook", "soon", "su", "suk", "sun", "sung", "tae", "taek", "ui", "uk", "un", "won", "woo", "wook", "yang", "ye",
  "yeon", "yeong", "yi", "yong", "yoo", "yoon", "young", "youn", "yu", "yul", "yun", "yung",
};
