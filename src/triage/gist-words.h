/* The words by which gist.c knows what a sentence is for. Lower case; all languages together: mails mix them. */
#pragma once

/* Begins a sentence that greets; what follows a comma in it may be the request. */
static const char *const greetings[] = {
  "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "good day", "greetings",
  "to whom it may concern",
  "hallo", "guten tag", "guten morgen", "guten abend", "sehr geehrte", "liebe", "lieber", "moin", "servus", "grüezi",
  "grüß gott",
  "bonjour", "bonsoir", "salut", "madame", "monsieur", "cher", "chère", "hola", "buenos días", "buenas tardes",
  "buenas noches", "buenas",
  "estimado", "estimada", "estimados", "olá", "ola", "bom dia", "boa tarde", "boa noite", "prezado", "prezada",
  "prezados", "caro", "cara",
  "ciao", "buongiorno", "salve", "gentile", "goedendag", "goedemorgen", "beste", "geachte", "hej", "hei", "cześć",
  "dzień dobry",
  "안녕하세요", "안녕하십니까", "안녕하셔요", "수고하십니다", "수고 많으십니다", "수고가 많으십니다", "고생 많으십니다",
  "고생하십니다", "담당자님", "담당자 님", "こんにちは", "おはようございます", "こんばんは", "お世話になっております",
  "お世話になります", "いつもお世話", "はじめまして", "初めまして", "您好", "你好", "尊敬的", "早上好", "下午好",
  "晚上好", "亲爱的", "親愛的", "здравствуйте", "добрый день", "привет",
};

/* Begins a sentence that ends a mail, thanks, or says nothing of the matter. */
static const char *const courtesies[] = {
  "thank", "thanks", "thx", "many thanks", "cheers", "regards", "best regards", "kind regards", "warm regards",
  "best wishes", "best,", "sincerely",
  "yours", "i hope this", "hope this", "i hope you are", "hope you are", "i hope all is well", "hope you're",
  "looking forward", "i look forward",
  "we look forward", "have a ", "sent from", "please let me know if you need any", "let me know if you need any",
  "if you need any", "if you have any questions",
  "please find attached", "see attached", "i am writing to you because", "my name is", "i apologize",
  "sorry for the inconvenience", "apologies for",
  "danke", "vielen dank", "besten dank", "herzlichen dank", "mit freundlichen", "freundliche grüße", "viele grüße",
  "beste grüße", "liebe grüße",
  "schöne grüße", "ich freue mich", "ich hoffe, es geht", "mfg", "lg", "mein name ist", "im voraus", "merci",
  "je vous remercie", "cordialement",
  "bien cordialement", "bien à vous", "dans l'attente", "je vous prie d'agréer", "veuillez agréer", "salutations",
  "bonne journée", "je m'appelle",
  "gracias", "muchas gracias", "un saludo", "saludos", "atentamente", "cordialmente", "quedo a la espera",
  "espero que est", "me llamo", "de antemano",
  "obrigad", "muito obrigad", "atenciosamente", "cumprimentos", "com os melhores", "fico no aguardo", "aguardo",
  "espero que esteja", "meu nome é", "grato",
  "grazie", "cordiali saluti", "distinti saluti", "bedankt", "dank u", "alvast", "met vriendelijke", "tack",
  "med vänlig", "takk", "hilsen", "tak",
  "감사", "고맙습니다", "고마워요", "수고하세요", "수고하십시오", "수고 하세요", "좋은 하루", "즐거운 하루",
  "행복한 하루", "그럼 이만", "이만 줄입니다", "잘 부탁드", "답변 기다리겠습니다", "답변 부탁", "회신 부탁",
  "빠른 답변", "빠른 회신", "빠른 처리", "빠른 확인", "빠른 조치", "연락 기다리겠습니다", "항상 감사", "늘 감사",
  "바쁘신 와중", "바쁘신데", "바쁘시겠지만", "건강하세요", "추운 날씨", "더운 날씨", "무더운", "날씨가",
  "よろしく", "宜しく", "ありがとう", "以上", "失礼", "敬具", "拝啓", "お忙しい", "何卒", "ご確認のほど", "取り急ぎ",
  "平素", "お手数", "谢谢", "謝謝", "感谢", "感謝", "多谢", "多謝", "此致", "敬礼", "祝", "期待您的", "盼复", "盼復",
  "顺祝", "麻烦了", "辛苦了", "спасибо", "с уважением", "заранее",
};

/* Says that something is asked, and not what: alone they tell nothing. */
static const char *const announcements[] = {
  "i have a question", "i have a request", "i have a problem", "please help", "please help me", "help",
  "can you help me", "could you help me", "please advise", "quick question",
  "ich habe eine frage", "ich habe ein problem", "bitte um hilfe", "bitte helfen sie mir", "j'ai une question",
  "j'ai un problème", "aidez-moi", "tengo una pregunta",
  "tengo un problema", "necesito ayuda", "tenho uma dúvida", "preciso de ajuda", "문의드립니다", "문의 드립니다",
  "문의드려요", "문의합니다", "문의 남깁니다", "문의가 있습니다",
  "문의사항이 있습니다", "문의 사항이 있습니다", "질문 있습니다", "질문이 있습니다", "질문드립니다", "도와주세요",
  "도와 주세요", "부탁드립니다", "부탁드려요", "부탁 드립니다", "잘 부탁드립니다",
  "확인 부탁드립니다", "확인 부탁드려요", "확인 부탁 드립니다", "확인해 주세요", "확인해주세요", "확인 바랍니다",
  "확인해 주시기 바랍니다", "처리 부탁드립니다", "조치 부탁드립니다", "안내 부탁드립니다", "お尋ねします",
  "質問があります", "教えてください", "お願いします", "有个问题", "有個問題", "请帮忙", "請幫忙", "请问", "請問",
};

/* Asks for something. */
static const char *const asks[] = {
  "please", "pls", "could you", "can you", "can i", "could i", "would you", "will you", "i need", "we need", "i want",
  "we want", "i'd like", "i would like", "we would like",
  "how do i", "how can i", "how to", "is it possible", "is there", "do you", "are you", "when will", "where is",
  "where are", "why ", "what ", "which ", "let me know", "request",
  "bitte", "können sie", "könnten sie", "kann ich", "ich möchte", "wir möchten", "ich brauche", "wir brauchen",
  "ich benötige", "wir benötigen", "wie kann", "wann ", "warum ", "wieso ", "wo ist", "wo bleibt", "gibt es",
  "s'il vous plaît", "svp", "pouvez-vous", "pourriez-vous", "je voudrais", "je souhaite", "j'aimerais", "j'ai besoin",
  "nous avons besoin", "merci de", "comment ", "pourquoi", "quand ", "est-ce que", "où est",
  "por favor", "podría", "podrían", "puede", "pueden", "quisiera", "quiero", "necesito", "necesitamos", "me gustaría",
  "cómo ", "cuándo", "por qué", "dónde", "solicito",
  "poderia", "podem", "gostaria", "preciso", "precisamos", "quero", "como ", "quando ", "por que", "onde ", "peço",
  "solicito",
  "부탁", "해 주세요", "해주세요", "해 주십시오", "해주십시오", "주세요", "주십시오", "주시기 바랍", "바랍니다",
  "바래요", "싶습니다", "싶어요", "싶은데", "궁금", "문의", "요청", "원합니다", "원해요", "할까요", "되나요", "인가요",
  "나요?", "가요?", "까요", "ㄹ까요", "알려", "필요합니다", "필요해요", "가능한가요", "가능할", "어떻게",
  "언제", "왜 ", "어디",
  "ください", "下さい", "お願い", "たいです", "たいのですが", "ますか", "ですか", "でしょうか", "いただけ", "頂け",
  "教えて", "いつ", "どう", "なぜ", "希望", "请问", "請問", "请", "請", "能否", "可以", "吗", "嗎", "怎么", "怎麼",
  "如何", "什么时候", "什麼時候", "为什么", "為什麼", "希望", "我想", "我要", "需要",
  "麻烦", "麻煩",
};

/* Tells what is wrong. */
static const char *const troubles[] = {
  "not ", "n't", "cannot", "never", "no longer", "still", "error", "fail", "broken", "missing", "wrong", "problem",
  "issue", "crash", "stopped", "stuck", "lost", "delay", "damaged", "charged", "unable", "twice", "refund", "cancel",
  "down",
  "nicht", "kein", "fehl", "kaputt", "defekt", "falsch", "problem", "störung", "abgebucht", "doppelt", "verloren",
  "beschädigt", "erstattung", "kündig", "immer noch",
  " pas ", "n'", "erreur", "panne", "problème", "impossible", "manque", "perdu", "endommagé", "débité", "deux fois",
  "rembours", "annul", "résili", "toujours",
  " no ", "error", "problema", "fallo", "roto", "falta", "equivocad", "perdid", "dañad", "cobrado", "cobraron",
  "dos veces", "reembols", "devol", "cancelar", "todavía", "não ", "erro", "quebrad", "errad", "danificad",
  "duas vezes", "estorn", "ainda",
  "안 ", "안되", "안돼", "않", "못", "없", "오류", "에러", "문제", "고장", "불량", "파손", "누락", "지연", "잘못",
  "이중", "중복", "두 번", "두번", "두 건", "환불", "취소", "해지", "교환", "반품", "장애", "아직", "끊", "멈", "막혀",
  "ない", "ません", "エラー", "不具合", "故障", "壊れ", "間違", "届か", "二重", "返金", "キャンセル", "解約", "まだ",
  "不能", "没", "沒", "无法", "無法", "错误", "錯誤", "问题", "問題", "故障", "坏", "壞", "损坏", "損壞", "两次",
  "兩次", "退款", "退货", "退貨", "取消", "还没", "還沒", "丢失", "遗失",
};
