/* The words by which mask-words.c knows that a secret stands beside them. ASCII letters of a mail may be of either case. */
#pragma once
#include <glib.h>

/* What a value must look like to be taken for one. */
enum value { PASSWORD, PASS /* says other things as well */, CODE, DIGITS /* the first two of a card's PIN */, KEY };

static const struct label {
  const char *word;
  enum value value;
} labels[] = {
  { "password", PASSWORD },      { "passwort", PASSWORD },      { "kennwort", PASSWORD },     { "passcode", PASSWORD },
  { "passphrase", PASSWORD },    { "passwd", PASSWORD },        { "pwd", PASSWORD },          { "pw", PASSWORD },
  { "einmalpasswort", PASSWORD }, { "mot de passe", PASSWORD }, { "mdp", PASSWORD },          { "contraseña", PASSWORD },
  { "contrasena", PASSWORD },    { "clave", PASSWORD },         { "senha", PASSWORD },        { "palavra-passe", PASSWORD },
  { "palavra passe", PASSWORD }, { "wachtwoord", PASSWORD },    { "lösenord", PASSWORD },     { "adgangskode", PASSWORD },
  { "passord", PASSWORD },       { "salasana", PASSWORD },      { "hasło", PASSWORD },        { "haslo", PASSWORD },
  { "heslo", PASSWORD },         { "şifre", PASSWORD },         { "sifre", PASSWORD },        { "пароль", PASSWORD },
  { "mật khẩu", PASSWORD },      { "kata sandi", PASSWORD },    { "비밀번호", PASSWORD },     { "비번", PASSWORD },
  { "비밀 번호", PASSWORD },     { "암호", PASSWORD },          { "패스워드", PASSWORD },     { "パスワード", PASSWORD },
  { "暗証番号", PASSWORD },      { "密码", PASSWORD },          { "密碼", PASSWORD },         { "口令", PASSWORD },

  { "passwords", PASSWORD },     { "passwörter", PASSWORD },    { "pass", PASS },             { "parola", PASSWORD },
  { "jelszó", PASSWORD },        { "Пароль", PASSWORD },        { "Şifre", PASSWORD },        { "şifrem", PASSWORD },
  { "Şifrem", PASSWORD },        { "Mật khẩu", PASSWORD },      { "κωδικός", PASSWORD },      { "Κωδικός", PASSWORD },
  { "كلمة المرور", PASSWORD },   { "كلمة السر", PASSWORD },     { "סיסמה", PASSWORD },        { "סיסמא", PASSWORD },
  { "รหัสผ่าน", PASSWORD },       { "पासवर्ड", PASSWORD },          { "암호키", PASSWORD },

  { "pin code", CODE },          { "pin-code", CODE },          { "pincode", CODE },          { "pin number", CODE },
  { "geheimzahl", CODE },        { "código pin", CODE },        { "cvc번호", CODE },          { "cvc 번호", CODE },
  { "cvv번호", CODE },           { "보안번호", CODE },          { "보안 번호", CODE },        { "보안코드 3자리", CODE },
  { "backup code", CODE },       { "backup codes", CODE },      { "otp번호", CODE },          { "otp 번호", CODE },
  { "비밀번호 앞 두자리", DIGITS }, { "비밀번호 앞 두 자리", DIGITS }, { "비밀번호 앞두자리", DIGITS },
  { "비밀번호 앞 2자리", DIGITS }, { "비밀번호 앞2자리", DIGITS }, { "비밀번호 앞자리", DIGITS },
  { "비번 앞 두자리", DIGITS }, { "비번 앞두자리", DIGITS }, { "비번앞두자리", DIGITS },    { "비번 앞2자리", DIGITS },
  { "비번 앞자리", DIGITS },    { "비밀번호앞두자리", DIGITS },

  { "recovery code", KEY },      { "secret access key", KEY },  { "secret_access_key", KEY }, { "복구코드", KEY },
  { "복구 코드", KEY },          { "백업코드", KEY },

  { "otp", CODE },               { "one-time code", CODE },     { "one time code", CODE },    { "verification code", CODE },
  { "security code", CODE },     { "login code", CODE },        { "sign-in code", CODE },
  { "authentication code", CODE }, { "auth code", CODE },         { "access code", CODE },       { "2fa code", CODE },
  { "mfa code", CODE }, { "sms code", CODE },          { "pin", CODE },               { "tan", CODE },
  { "cvc", CODE }, { "cvv", CODE },               { "cvv2", CODE },              { "cvc2", CODE },
  { "bestätigungscode", CODE }, { "sicherheitscode", CODE },   { "prüfziffer", CODE },        { "einmalcode", CODE },
  { "sms-code", CODE }, { "code de vérification", CODE }, { "code de verification", CODE },
  { "code de sécurité", CODE }, { "code secret", CODE }, { "code confidentiel", CODE }, { "code pin", CODE },
  { "cryptogramme", CODE },     { "code sms", CODE }, { "código de verificación", CODE },
  { "codigo de verificacion", CODE }, { "código de seguridad", CODE },
  { "código de verificação", CODE }, { "código de segurança", CODE }, { "codice di verifica", CODE },
  { "인증번호", CODE },          { "인증 번호", CODE },         { "인증코드", CODE },         { "인증 코드", CODE },
  { "보안코드", CODE },          { "보안 코드", CODE },         { "핀번호", CODE },           { "핀 번호", CODE },
  { "認証コード", CODE },        { "認証番号", CODE },          { "確認コード", CODE },       { "セキュリティコード", CODE },
  { "验证码", CODE },            { "驗證碼", CODE },            { "校验码", CODE },           { "动态码", CODE },
  { "安全码", CODE },            { "安全碼", CODE },

  { "api key", KEY },            { "api-key", KEY },            { "apikey", KEY },            { "api_key", KEY },
  { "secret", KEY },             { "secret key", KEY },         { "secret_key", KEY },        { "access key", KEY },
  { "access token", KEY },       { "access_token", KEY },       { "auth token", KEY },        { "bearer", KEY },
  { "token", KEY },              { "client secret", KEY },      { "client_secret", KEY },     { "private key", KEY },
  { "recovery key", KEY },       { "api-schlüssel", KEY },      { "zugriffstoken", KEY },     { "clé api", KEY },
  { "clave api", KEY },          { "chave de api", KEY },       { "basic", KEY },             { "api 키", KEY },
  { "api키", KEY },              { "시크릿 키", KEY },          { "시크릿키", KEY },          { "액세스 토큰", KEY },
  { "토큰", KEY },               { "apiキー", KEY },            { "アクセストークン", KEY },  { "密钥", KEY },
  { "令牌", KEY },
};

/* Between a label and its value. */
static const char *const links[] = { "is", "was", "ist", "lautet", "war", "est", "es", "era", "é", "è", "to", "auf",
                                     "je", "jest", "är", "er", "adalah", "là", "from", "von" };
/* Joined to a label in scripts without spaces. */
static const char *const particles[] = { "는요", "은요", "이요", "는", "은", "가", "이", "를", "을", "は", "が", "を",
                                         "是", "为", "為" };
static const char *const copulas[] = { "입니다", "이에요", "예요", "이예요", "이고", "인데", "이며", "임", "로", "으로",
                                       "라고", "이라고", "です", "で", "。", "，", "、" };

static const struct {
  const char *open, *close;
} quotes[] = { { "\"", "\"" }, { "'", "'" },   { "“", "”" }, { "‘", "’" }, { "„", "“" }, { "«", "»" },  { "「", "」" },
               { "『", "』" },   { "[", "]" },   { "(", ")" }, { "<", ">" }, { "`", "`" }, { "【", "】" } };

/* "123456 is your verification code" */
static const char *const code_phrases[] = {
  " is your ", " is the ", " ist Ihr ", " ist dein ", " est votre ", " es su ", " es tu ", " é o seu ", " est ton ",
  " is uw ", " è il tuo ", "是您的", "是你的", "為您的", "为您的", "은 귀하의 ", "는 귀하의 ", "] 인증", "]인증",
};

/* "hunter2 is my password" */
static const char *const password_phrases[] = { " is my ",      " is the ",   " as my ", " as the ",   " as password",
                                                " ist mein ",   " als ",      " est mon ", " es mi ", " é a minha " };
