/* What language-lexicon.c knows languages by, as it is written, in small letters. */
#pragma once
#include <stddef.h>

/* Said in most languages of Latin letters, whoever coined them. */
static const char international[] = "login link update account email mail laptop printer problem reset stop pro";
static const char *const internationals[] = { "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", NULL };

/* `words`: the small ones that every sentence has; `topics`: what mail to a help desk is about; `endings`: of other
 * words. `letters`: those that few languages have. One that several languages share counts less
 * for each. */
static const struct {
  const char *language, *words, *topics, *endings, *letters;
} languages[] = {
  { "en",
    "the and is are was were am be been being not my i you your yours he she it its we our they their them us me to "
    "of for on with this that these those have has had can cannot could should would will shall may might must do "
    "does did done don doesn didn isn wasn aren won couldn can't don't doesn't didn't isn't i'm i've how what why "
    "where which who when there any anyone some but an at as if by or from into out up about after before again "
    "still yet just only also please since than then now here because so very too more no never always need want "
    "get got getting trying tried keep keeps ve ll all nothing something anybody someone until while without within",
    "connection problems hello hi dear thanks thank regards sincerely cheers sorry help order orders ordered refund "
    "request issue invoice shipping shipped delivery delivered deliver cancel canceled cancelled subscription "
    "working work works broken broke package parcel password account log login sign payment paid pay charged charge "
    "money back wrong missing question urgent asap received arrived today yesterday tomorrow week month days "
    "morning change update address lost stolen receipt return exchange item items customer forgot reset access down "
    "slow crashes crashed crash stopped unable problem damaged waiting twice price cost size phone ship late track "
    "tracking unsubscribe remove stop reply answer response good great book appointment schedule meeting opening "
    "hours small big large black white red empty full open closed screen card box shoes color colour new old first "
    "second last next ready cheap quality picture photo file link page email mail message sent send see saw went "
    "came come look looks know think find found let give gave take took make made put said say tell told news "
    "turned button battery printer laptop left right well bad",
    "ing tion ould ight ness ough",
    "" },
  { "de",
    "der die das und ist sind war waren wird wurde wurden werden nicht ich du sie er es wir ihr mit für auf ein "
    "eine einen einem einer eines kein keine keinen mein meine meinen meiner meinem unser unsere ihre ihren ihnen "
    "ihrem ihrer habe haben hat hatte kann können könnte könnten möchte wie wann wo warum wer was den dem des zu "
    "zum zur von vom im in am an bei noch seit auch schon nur aber oder wenn dass weil als aus nach vor über unter "
    "bis um mich mir mal bleibt gibt geht immer mehr sehr hier leider so dann da doch soll will muss bin sich man "
    "alle ab durch ohne wieder gerne denn diese dieser dieses jetzt",
    "bitte danke dank hallo guten tag morgen abend grüße grüßen gruß freundlichen liebe lieber geehrte geehrter "
    "damen herren bestellung bestellt bestellen rechnung konto paket lieferung geliefert sendung passwort anmelden "
    "anmeldung einloggen kündigen kündigung rückerstattung erstattung stornieren stornierung geld zurück kaputt "
    "defekt falsch falsche falschen fehlt frage hilfe helfen problem störung funktioniert funktionieren dringend "
    "angekommen erhalten bekommen bezahlt zahlung abgebucht doppelt heute gestern woche monat kunde kundennummer "
    "bestellnummer vergessen ändern adresse vertrag ware artikel rücksendung umtausch versand termin öffnungszeiten "
    "gesperrt läuft warte warten angebot lizenz drucker fehler fehlermeldung klein kleine groß große schwarz weiß "
    "rot leer voll offen geschlossen bildschirm karte karton schuhe farbe neu neue alt alte erste zweite letzte "
    "nächste fertig bild datei seite nachricht gesendet geschickt sehen gesehen kommen kam machen gemacht sagen "
    "gesagt finden gefunden geben gegeben nehmen genommen steht lässt öffnen startet neuigkeiten lange dauert akku "
    "knopf gerät hose tür links rechts gut schlecht",
    "ung keit heit lich isch chen tet ieren",
    "äöüß" },
  { "fr",
    "le la les et est sont était pas plus je tu il elle nous vous ils avec pour sur un une des du de au aux en dans "
    "mon ma mes notre nos votre vos son sa ses leur ne que qui quoi quel quelle quels ce cette ces cet ça où quand "
    "comment pourquoi combien ai as avons avez ont été suis êtes être avoir peux peut pouvez pourriez voudrais "
    "souhaite souhaiterais dois doit fait faire si mais ou donc car depuis toujours encore déjà jamais très bien "
    "aussi par sans sous chez vers après avant y j n d l qu c m s t se me moi lui tout tous toute rien n'est j'ai "
    "c'est n'ai qu'il arrive à",
    "bonjour bonsoir salut merci cordialement madame monsieur s'il plaît svp veuillez commande commandé colis "
    "compte facture livraison livré livrée reçu remboursement rembourser remboursé annuler annulation résilier "
    "abonnement mot passe oublié connecter connexion problème question aide aider urgent cassé cassée défectueux "
    "fonctionne marche argent paiement payé débité deux fois aujourd'hui hier demain semaine mois jours client "
    "adresse changer modifier retour échange produit article erreur panne attends attente suivi numéro téléphone "
    "devis rendez-vous horaires petit petite petits petites grand grande noir noire blanc blanche rouge vide plein "
    "ouvert fermé écran carte carton chaussures couleur nouveau nouvelle nouvelles ancien premier première dernier "
    "dernière prochain prêt image fichier page message envoyé voir vu venir venu dire dit trouver trouvé donner "
    "donné prendre pris trop refusée refusé bouton batterie imprimante boîte taille allumer démarrage temps mal "
    "mieux",
    "tion eux ment eur ais ait ez elle ique",
    "éèêçœàâûîëùô" },
  { "es",
    "el la los las y es son está están era no yo tú usted ustedes él ella nosotros con para por en un una unos unas "
    "de del al mi mis su sus me te se lo le les nos que qué quien quién ha he han hemos puedo puede pueden podría "
    "podrían quiero quisiera necesito tengo tiene cómo como cuándo cuando dónde donde cuál cuánto porque pero si "
    "sin sí desde hasta ya aún todavía muy más esta este esto eso ese estos estoy fue ser hay hace también nada "
    "todo todos cada hoy ayer mañana sobre entre vez dice",
    "hola gracias favor buenos buenas días tardes saludos estimado estimados señor señores pedido pedidos cuenta "
    "factura paquete envío entrega entregado reembolso devolución devolver cancelar cancelación suscripción "
    "contraseña olvidé iniciar sesión acceder problema ayuda ayudar urgente roto rota funciona defectuoso dinero "
    "pago pagado cobrado cobraron cobro llegado llegó llega recibido recibí semana mes cliente dirección cambiar "
    "cambio producto artículo pregunta consulta espero esperando equivocado incorrecto veces número teléfono "
    "horario cita presupuesto tarjeta pequeño pequeña grande negro negra blanco rojo vacío vacía lleno abierto "
    "cerrado pantalla caja zapatos color nuevo nueva viejo primero primera último próximo listo imagen archivo "
    "página mensaje enviado ver visto venir vino decir dicho encontrar encontrado dar tomar tomado alguna alguno "
    "novedad noticias tarda botón batería impresora talla encender tiempo quedan queda bien mal mejor",
    "ción ado ada dad aron iendo ando ero",
    "ñ¿¡áíóú" },
  { "pt",
    "o a os as e é são está estão era não eu você vocês ele ela nós com para pra por em um uma uns umas de do da "
    "dos das na nos nas ao à meu minha meus minhas seu sua que quem se foi fui tem têm tenho posso pode podem "
    "poderia gostaria quero preciso como quando onde qual quanto porque mas sem desde até já ainda muito mais este "
    "esta isto esse essa isso aqui também nada tudo me lhe pelo pela consigo estou ser há faz hoje ontem amanhã "
    "sobre num numa",
    "olá oi obrigado obrigada bom boa dia tarde noite prezados prezado caro cumprimentos atenciosamente pedido "
    "encomenda conta fatura pacote entrega entregue envio reembolso devolução devolver cancelar cancelamento "
    "assinatura senha palavra-passe esqueci entrar acessar aceder problema ajuda ajudar urgente quebrado partido "
    "avariado funciona defeito dinheiro pagamento pago cobrado cobraram chegou chegar recebi recebido semana mês "
    "cliente endereço morada mudar alterar troca produto artigo pergunta dúvida aguardo errado vezes número "
    "telefone telemóvel horário cartão boleto nota fiscal pequeno pequena grande preto preta branco vermelho vazio "
    "vazia cheio aberto fechado tela ecrã caixa sapato sapatos cor novo nova velho primeiro última próximo pronto "
    "imagem arquivo ficheiro página mensagem enviado ver visto veio vir dizer disse encontrar encontrado ficou fica "
    "alguma algum novidade notícias demora botão bateria impressora tamanho ligar tempo mal bem melhor",
    "ção ções ado ada dade aram inho inha ndo",
    "ãõçâêáíóúà" },
  { "it",
    "il lo la gli le i e è sono era non io tu lei noi voi loro con per su un una uno di del della dei delle dello "
    "degli al alla allo ai alle dal dalla nel nella nei sul sulla mio mia miei mie suo sua vostro vostra vostri che "
    "chi cosa si ha ho hanno abbiamo avete posso può potete potrebbe vorrei voglio devo come quando dove dov quale "
    "quanto perché ma da se senza ancora già più molto questo questa questi quello ci mi vi ne in anche solo dopo "
    "prima stato stata fare essere oggi ieri domani però niente sempre",
    "ciao buongiorno buonasera salve grazie favore prego cordiali saluti gentile gentili egregi spettabile ordine "
    "ordini ordinato conto fattura pacco spedizione spedito consegna consegnato rimborso reso restituire annullare "
    "annullamento disdire abbonamento password dimenticato accedere accesso problema aiuto aiutare urgente rotto "
    "rotta funziona difettoso soldi pagamento pagato addebitato arrivato arrivata arriva ricevuto settimana mese "
    "giorni cliente indirizzo cambiare modificare cambio prodotto articolo domanda richiesta aspetto aspettando "
    "sbagliato volte numero telefono orari preventivo riesco assistenza piccolo piccola piccole grande nero nera "
    "bianco rosso vuoto vuota pieno aperto chiuso schermo carta scatola scarpe colore nuovo nuova vecchio primo "
    "ultimo prossimo pronto immagine pagina messaggio inviato vedere visto venire venuto dire detto trovare trovato "
    "dare preso novità notizie rifiutata rifiutato pulsante batteria stampante taglia avvio tempo male bene",
    "zione zioni mente ato ata aggio ello ella are ere",
    "àèìòù" },
  { "nl",
    "de het een en is zijn was waren niet geen ik u jij je wij we hij zij ze mij met voor op mijn uw jullie onze "
    "ons dat die dit deze van in te kan kunt kunnen wil willen graag hoe wanneer waar waarom wat wie welke heb hebt "
    "heeft hebben er nog ook bij aan maar of naar uit om tot door over onder ben bent wordt worden werd al als dan "
    "dus toch niets iets alle heel zeer sinds moet zou na meer steeds weer mag geworden hier daar nu omdat",
    "hallo hoi dank bedankt alvast groet groeten vriendelijke beste geachte heer mevrouw goedemorgen goedemiddag "
    "goedendag bestelling besteld bestelnummer pakket pakketje rekening factuur levering geleverd bezorgd bezorging "
    "verzending terugbetaling geld terug annuleren opzeggen abonnement wachtwoord vergeten inloggen aanmelden "
    "probleem vraag hulp helpen dringend kapot stuk defect werkt betaald betaling afgeschreven dubbel aangekomen "
    "ontvangen vandaag gisteren morgen week maand klant adres wijzigen veranderen retour retourneren ruilen product "
    "verkeerd verkeerde wacht nummer telefoon afspraak openingstijden offerte storing gekregen klein kleine groot "
    "grote zwart wit rood leeg vol open gesloten scherm kaart doos schoenen kleur nieuw nieuwe nieuws oud eerste "
    "tweede laatste volgende klaar afbeelding bestand pagina bericht verzonden zien gezien komen kwam maken gemaakt "
    "zeggen gezegd vinden gevonden geven gegeven nemen blijft geweigerd knop batterij printer maat lang duurt goed "
    "slecht links rechts",
    "ing lijk heid aan oen eer ij tje ijn",
    "" },
  { "sv",
    "och att det är var inte jag du han hon vi ni de med för på en ett den min mitt mina er ert era som av i till "
    "kan kunde hur när vad varför vem har hade från om men någon något några mig dig oss sig så nu bara också redan "
    "ännu inga ingen inget efter innan utan eller blir blev blivit vill skulle måste ska får fick finns detta denna "
    "dessa där här mycket sedan vid under över fortfarande",
    "hej hejsan tack tacka snälla hälsningar vänliga vänligen god morgon beställning beställt order paket leverans "
    "levererat levererad faktura konto lösenord glömt logga inloggning återbetalning pengar tillbaka avbeställa "
    "avsluta prenumeration fungerar trasig sönder problem fråga hjälp hjälpa brådskande betalat betalning dragits "
    "kommit fått skickat idag igår imorgon vecka månad kund adress ändra byta retur returnera produkt vara fel "
    "väntar nummer telefon köpt säga upp kvitto liten litet små stor stort stora svart vit röd tom tomt full öppen "
    "stängd skärm skärmen kort kortet låda lådan skor skorna färg ny nytt nya nyheter gammal första sista nästa "
    "klar bild fil sida meddelande se sett komma kom göra gjort sagt hitta hittat ge ta tagit knapp batteri "
    "skrivare storlek länge",
    "ning het lig ande ade igt arna erna",
    "åäö" },
  { "da",
    "og at det er var ikke jeg du han hun vi i de med for på en et den min mit mine jer jeres som af til kan kunne "
    "hvordan hvornår hvad hvor hvorfor hvem har havde fra om men nogen noget nogle mig dig os sig så nu kun også "
    "allerede endnu ingen intet efter før uden eller bliver blev blevet vil ville skal skulle må får fik findes "
    "dette denne disse der her meget siden ved under over ind ud op stadig",
    "hej tak venlig venlige hilsen hilsner kære godmorgen goddag bestilling bestilt ordre pakke levering leveret "
    "faktura konto adgangskode kodeord glemt logge log refusion penge tilbage pengene annullere opsige abonnement "
    "virker gået stykker problem spørgsmål hjælp hjælpe haster betalt betaling trukket kommet modtaget fået sendt "
    "dag går morgen uge måned kunde adresse ændre bytte retur returnere produkt vare forkert venter nummer telefon "
    "købt kvittering lille små stor stort store sort hvid rød tom tomt fuld åben lukket skærm skærmen kort kortet "
    "kasse kassen sko skoene farve ny nyt nye nyheder gammel første sidste næste klar billede fil side besked se "
    "set komme kom gøre gjort sige sagt finde fundet give tage taget knap batteri printer størrelse længe",
    "ning hed lig ede erne ende gst",
    "åæø" },
  { "nb",
    "og at det er var ikke jeg du han hun vi i de med for på en et den min mitt mine dere deres som av til kan "
    "kunne hvordan når hva hvor hvorfor hvem har hadde fra om men noen noe meg deg oss seg så nå kun også allerede "
    "ennå ingen ingenting etter før uten eller blir ble blitt vil ville skal skulle må får fikk finnes dette denne "
    "disse der her mye siden ved under over inn ut opp fortsatt ei",
    "hei takk vennlig hilsen hilsener kjære bestilling bestilt ordre pakke pakken levering levert faktura konto "
    "kontoen passord glemt logge refusjon penger tilbake pengene kansellere avbestille si abonnement abonnementet "
    "virker fungerer ødelagt problem spørsmål hjelp hjelpe haster betalt betaling trukket kommet mottatt fått sendt "
    "dag går morgen uke måned kunde adresse endre bytte retur returnere produkt vare feil venter nummer telefon "
    "kjøpt kvittering liten små stor stort store svart hvit rød tom tomt full åpen stengt skjerm skjermen kort "
    "kortet boks esken eske sko skoene farge ny nytt nye nyheter gammel første siste neste klar bilde fil side "
    "melding se sett komme kom gjøre gjort sagt finne funnet gi ta tatt knapp batteri skriver størrelse lenge",
    "ning het lig ene ende sjon else",
    "åæø" },
  { "fi",
    "ja on ei en ovat oli ole olen olemme ette eivät minä sinä hän me te he minun sinun meidän teidän minulla "
    "minulle se tämä tuo nämä että kun kuin miten milloin missä mistä miksi mikä mitä kuka voi voin voitte "
    "voisitteko haluan haluaisin pitää täytyy mutta tai jos koska vielä vieläkään jo nyt sitten myös vain hyvin "
    "kanssa ennen jälkeen ilman asti takaisin eikä saa saada saanut tullut onko oma",
    "hei moi kiitos kiitoksia terveisin ystävällisin hyvää päivää huomenta tilaus tilaukseni tilauksen tilasin "
    "paketti pakettini lasku laskun tili tilini tilille toimitus toimitettu salasana salasanani unohdin kirjautua "
    "kirjautumaan kirjautuminen palautus hyvitys rahat peruuttaa peruutus irtisanoa toimi rikki viallinen ongelma "
    "kysymys apua auttaa kiireellinen maksettu maksu maksoin veloitettu saapunut tänään eilen huomenna viikko "
    "kuukausi asiakas osoite muuttaa vaihtaa tuote väärä odotan numero puhelin pääse pieni pienet suuri musta "
    "valkoinen punainen tyhjä täynnä auki kiinni näyttö kortti laatikko kengät väri uusi uutisia vanha ensimmäinen "
    "viimeinen seuraava valmis kuva tiedosto sivu viesti nähdä tulla tuli tehdä sanoa löytyy antaa ottaa liian "
    "kauan",
    "ssa ssä sta stä lla llä nen ista aan ään uus kset",
    "äö" },
  { "pl",
    "i w we na z ze nie się jest są był była było to ten ta te do że mój moja moje mojego mojej mnie mi ja ty pan "
    "pani państwo nasz nasza jak kiedy gdzie dlaczego czemu co kto który która które mam masz ma mamy mogę może "
    "możecie czy od po za dla przez przy przed o ale lub bo jeszcze już tylko też bardzo chcę chciałbym chciałabym "
    "proszę nadal ciągle teraz tu tam tego tej tym ich więc oraz jeśli u",
    "dzień dobry cześć witam dziękuję dzięki pozdrawiam szanowni zamówienie zamówienia zamówieniem zamówiłem paczka "
    "paczkę paczki konto konta faktura fakturę dostawa dostawy wysyłka hasło hasła zapomniałem zalogować logowanie "
    "zwrot zwrotu pieniędzy pieniądze anulować zrezygnować subskrypcja subskrypcję działa uszkodzony uszkodzona "
    "zepsuty problem pytanie pomoc pomocy pomóc pilne zapłaciłem płatność otrzymałem dotarła dotarło przyszła dziś "
    "dzisiaj wczoraj jutro tydzień tygodnia miesiąc klient adres zmienić zmiana wymiana produkt towar błąd błędny "
    "czekam numer telefon reklamacja reklamację mały mała małe duży duża czarny czarna biały czerwony pusty pusta "
    "puste pełny otwarty zamknięty ekran karta pudełko buty kolor nowy nowa nowego stary pierwszy ostatni następny "
    "gotowy obraz plik strona wiadomość widzieć przyjść zrobić powiedzieć znaleźć dać wziąć jakieś długo",
    "ość anie enie ować ych ego łem łam szy cja cji ów",
    "łąężźśćńó" },
  { "cs",
    "a v ve na s se z ze ne je jsou byl byla bylo to ten ta do že můj moje mého mé mi mne mě já vy vám vás náš naše "
    "jak kdy kde proč co kdo který která které mám máte má můžete mohu nemohu nemůžu může od po za pro přes při "
    "před ale nebo protože ještě už jen jenom také velmi chci chtěl chtěla bych prosím jsem jste jsme si není nejde "
    "nefunguje stále pořád teď tady tam tento této jestli když o u k",
    "dobrý den ahoj děkuji děkuju díky pozdravem zdravím vážení objednávka objednávku objednávky objednal balík "
    "balíček zásilka zásilku účet účtu faktura fakturu dodání doručení doručena heslo zapomněl přihlásit přihlášení "
    "vrácení vrátit peníze peněz zrušit zrušení předplatné funguje poškozený poškozené rozbitý rozbité problém "
    "dotaz otázka pomoc pomoci pomozte naléhavé spěchá zaplatil platba platbu dostal nedorazil nedorazila dorazil "
    "přišel přišla dnes včera zítra týden měsíc zákazník adresa adresu změnit výměna zboží produkt chyba špatné "
    "čekám číslo telefon reklamace malý malá malé velký velká černý černá bílý červený prázdný prázdná plný "
    "otevřený zavřený obrazovka karta krabice boty barva nový nová nového starý první poslední další hotovo obrázek "
    "soubor stránka zpráva vidět udělat říct najít dát vzít něco nějaké dlouho",
    "ost ání ení ovat ých ého ému al ala ů ství",
    "řěůščžýáíéú" },
  { "sk",
    "a v vo na s so sa z zo nie je sú bol bola bolo to ten tá do že môj moja moje môjho mi mňa ja vy vám vás náš "
    "naše ako kedy kde prečo čo kto ktorý ktorá ktoré mám máte má môžete môžem nemôžem môže od po za pre cez pri "
    "pred ale alebo pretože ešte už len iba tiež veľmi chcem chcel chcela by prosím som ste sme si nejde nefunguje "
    "stále teraz tu tam tento tejto keď o u k",
    "dobrý deň ahoj ďakujem vďaka pozdravom objednávka objednávku objednal balík zásielka zásielku účet účtu "
    "faktúra faktúru dodanie doručenie heslo zabudol prihlásiť prihlásenie vrátenie vrátiť peniaze zrušiť "
    "predplatné funguje poškodený pokazený problém otázka pomoc pomôcť súrne zaplatil platba dostal neprišiel "
    "neprišla prišiel prišla dnes včera zajtra týždeň mesiac zákazník adresa zmeniť výmena tovar chyba čakám číslo "
    "telefón reklamácia",
    "osť anie enie ovať ých ého ému al ala ň ť",
    "ľĺŕôťďňäščžýáíéú" },
  { "tr",
    "ve bir bu şu o da de ki için ile ben biz siz sen benim bizim sizin mı mi mu mü ne nasıl neden niçin nerede "
    "zaman kim hangi var yok değil ama fakat veya çok daha henüz hala hâlâ artık sonra önce kadar gibi bana size "
    "beni bizi olarak olan oldu olmuş olur lütfen istiyorum ediyorum yapamıyorum edemiyorum alamıyorum giremiyorum "
    "istiyoruz kaç her hiç şimdi ayrıca çünkü eğer",
    "merhaba selam teşekkürler teşekkür sayın saygılarımla günler iyi sipariş siparişim siparişimi siparişin "
    "siparişiniz kargo kargom kargonun paket paketim fatura faturam faturamı hesap hesabım hesabıma hesabımı "
    "teslimat teslim şifre şifremi unuttum giriş iade iadesi para paramı geri iptal etmek abonelik aboneliğimi "
    "çalışmıyor bozuk kırık arızalı sorun sorunu soru yardım acil ödeme ödedim çekildi gelmedi geldi ulaşmadı aldım "
    "bugün dün yarın hafta gün müşteri adres adresimi değiştirmek değişim ürün yanlış bekliyorum numara telefon "
    "hata alıyorum veriyor edildi açılmıyor küçük büyük siyah beyaz kırmızı boş dolu açık kapalı ekran kart kutu "
    "ayakkabı renk yeni eski ilk son sonraki hazır resim dosya sayfa mesaj görmek gördüm çıktı karardı bulmak "
    "vermek almak gelişme haber uzun kötü kimle",
    "yor yorum lar ler miş dir dır lik lık niz nız dan den ım im ıyor amıyorum emiyorum",
    "ğışçöü" },
  { "vi",
    "của và là không có tôi mình bạn anh chị em các những này đó cho với từ được bị đã đang sẽ chưa vẫn ở đâu khi "
    "nào sao tại như thế nhưng hoặc nếu để vì rất quá lại về ra vào lên một hai thì mà cũng rồi nữa ạ phải muốn cần "
    "làm gì ai vui lòng xin giúp hỏi thể",
    "chào cảm ơn đơn hàng đặt giao gửi nhận kiện gói tài khoản mật khẩu quên đăng nhập hóa hoá thanh toán hoàn tiền "
    "trả hủy huỷ dịch vụ hỏng lỗi sai vấn đề câu gấp khách địa chỉ thay đổi sản phẩm hôm nay qua ngày mai tuần "
    "tháng lâu chờ số điện thoại hoạt động",
    "",
    "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĩũ" },
  { "id",
    "yang dan di ke dari ini itu tidak bukan saya kami kita anda aku dengan untuk pada adalah ada bisa dapat akan "
    "sudah belum telah masih apa apakah bagaimana kapan mana kenapa mengapa siapa berapa tapi tetapi atau jika "
    "kalau karena juga saja hanya lagi sangat lebih mau ingin harus tolong mohon nya oleh sejak hingga setelah "
    "sebelum lalu jadi kok sih ya nih agar",
    "halo hai terima kasih makasih selamat pagi siang sore malam salam hormat pesanan pesan memesan paket akun "
    "tagihan faktur pengiriman dikirim kirim kata sandi lupa masuk pengembalian uang dana kembali dikembalikan "
    "batalkan membatalkan pembatalan langganan rusak berfungsi masalah pertanyaan tanya bantu bantuan segera "
    "mendesak bayar dibayar pembayaran sampai tiba diterima menerima hari besok kemarin minggu bulan pelanggan "
    "alamat ganti mengganti mengubah ubah barang produk salah menunggu nomor telepon keluhan kecil besar hitam "
    "putih merah kosong penuh buka tutup layar kartu kotak sepatu warna baru terbaru lama pertama terakhir "
    "berikutnya siap gambar berkas halaman lihat datang buat bilang temukan beri ambil kabar berita terlalu "
    "layarnya ukuran",
    "kan nya ngan aan",
    "" },
  { "hu",
    "a az egy és is nem van vagyok vagy hogy ez azt ezt aki ami de ha mert még már csak meg én mi ön önök nekem "
    "engem hol mikor miért hogyan mit ki lehet kell szeretném szeretnék tudok tudom kaptam volt lesz után előtt óta "
    "nélkül vele nagyon most itt ott minden",
    "szia jó napot kívánok tisztelt köszönöm köszönettel üdvözlettel kérem kérjük rendelés rendelésem rendelésemet "
    "csomag csomagom számla számlát fiók fiókomba szállítás jelszó elfelejtettem bejelentkezni belépni "
    "visszatérítés pénzt vissza lemondani törölni előfizetés működik hibás törött probléma kérdés segítség segíteni "
    "sürgős fizetés fizettem érkezett megérkezett ma tegnap holnap hét hónap cím csere termék rossz várok szám "
    "telefon",
    "ság ség ban ben ból ből nak nek tal tel tok tek ásom ésem",
    "őűöüéáíóú" },
  { "ro",
    "și şi este sunt e era nu eu tu el ea noi voi ei cu pentru pe la în din de un o unei unui al ale ai a mea meu "
    "mei mele că ce cine care când unde cum cât pot poate puteți vreau aș doresc am are avem aveți au fost dar sau "
    "dacă mai foarte încă deja decât după până fără prin spre sub acest această asta vă mă îmi mi s să se le lui "
    "doar acum",
    "bună ziua salut mulțumesc multumesc stimate respect comanda comandă comenzi colet coletul pachetul cont contul "
    "contului factura factură livrare livrarea livrat parola parolă uitat autentific conecta rambursare banii bani "
    "înapoi anula anulez anulare abonament funcționează defect stricat problemă problema întrebare ajutor ajuta "
    "urgent plătit plata primit ajuns sosit azi astăzi ieri mâine săptămână lună client adresa adresă schimb "
    "schimba retur produs produsul greșit aștept număr telefon rog",
    "ție ții ului ilor area esc ează",
    "ășțţîâ" },
  { "ca",
    "el la els les i és són no jo amb per un una de del dels al als meu meva meus que què em puc pot com quan on si "
    "però sense des ja encara molt més aquest aquesta això he ha han vull voldria tinc ho hi ens us li també res "
    "tot està",
    "hola gràcies sisplau bon bona dia comanda compte factura paquet enviament lliurament reemborsament devolució "
    "subscripció contrasenya oblidat iniciar sessió problema ajuda urgent trencat funciona diners pagament arribat "
    "rebut avui ahir demà setmana client adreça canviar producte pregunta espero salutacions mal bé",
    "ció ment itat eu",
    "çàèéíòóúï·" },
  { "hr",
    "i u na s sa se je su bio bila bilo nije nisu to taj ta za da moj moja moje mojeg mi me ja vi vam vas naš kako "
    "kada gdje gde zašto što šta tko ko koji koja koje imam imate ima mogu može možete ne od do po iz bez kod pri "
    "prije ali ili jer još već samo također vrlo hoću želim sam smo ste bih li nisam te kad ovdje sada ako",
    "pozdrav dobar dan hvala molim poštovani poštovanje narudžba narudžbu narudžbe porudžbina paket račun računa "
    "dostava dostavu isporuka lozinka lozinku zaboravio prijaviti prijava povrat povrata novac novca otkazati otkaz "
    "pretplata pretplatu radi pokvaren oštećen problem pitanje pomoć pomoći hitno platio plaćanje stigla stigao "
    "stiglo dobio primio danas jučer juče sutra tjedan mjesec kupac adresa adresu promijeniti zamjena proizvod "
    "greška pogrešan čekam broj telefon",
    "ost anje enje ati iti ih og om ija",
    "đćščž" },
  { "sl",
    "in v na s z se je so bil bila bilo ni niso to ta za da moj moja moje mojega mi me jaz vi vam vas naš kako kdaj "
    "kje zakaj kaj kdo kateri imam imate lahko ne od do po iz brez pri pred ampak ali ker še že samo tudi zelo "
    "želim sem smo ste bi nisem ko tukaj zdaj če",
    "pozdravljeni živjo dober dan hvala prosim spoštovani naročilo naročila paket račun dostava dostave geslo "
    "pozabil prijaviti prijava vračilo denar denarja preklicati odpovedati naročnina deluje pokvarjen poškodovan "
    "težava problem vprašanje pomoč nujno plačal plačilo prispel prispelo prejel danes včeraj jutri teden mesec "
    "stranka naslov spremeniti zamenjava izdelek napaka čakam številka telefon lep",
    "ost anje enje ati iti ega emu ija",
    "ščž" },
  { "et",
    "ja on ei ma mina sa te teie minu meie see et kui kuidas millal kus miks mis kes saan saa saate oli olen ole "
    "aga või veel juba nüüd ainult ka väga tahan soovin pole mulle mind koos pärast enne ilma",
    "tere aitäh tänan palun tellimus tellimuse pakk konto arve tarne parool parooli unustasin sisse logida tagasi "
    "raha tühistada tellimust tööta katki probleem küsimus abi kiire makstud makse saabunud täna eile homme nädal "
    "klient aadress muuta toode vale ootan tervitades lugupidamisega",
    "mine ust ist ga",
    "õäöü" },
  { "lt",
    "ir yra ne aš jūs mes mano su į iš ant kad kaip kada kur kodėl kas kuris galiu gali buvo bet ar arba jei dar "
    "jau tik labai noriu nuo iki po prie man mane jūsų šis tai nėra",
    "labas sveiki ačiū prašau užsakymas užsakymo siuntinys paskyra paskyros sąskaita pristatymas slaptažodis "
    "slaptažodį pamiršau prisijungti grąžinimas pinigus atšaukti prenumerata neveikia sugedo problema klausimas "
    "pagalba skubu sumokėjau gavau šiandien vakar rytoj savaitė klientas adresas pakeisti prekė klaida laukiu "
    "pagarbiai",
    "imas ymas ių uoju",
    "ėįųūąęšžč" },
  { "lv",
    "un ir nav es jūs mēs mans mana manu ar uz no ka kā kad kur kāpēc kas kurš varu var bija bet vai ja vēl jau "
    "tikai ļoti gribu vēlos pie pēc līdz man mani jūsu šis tas",
    "sveiki labdien paldies lūdzu pasūtījums pasūtījumu paka sūtījums konts kontā rēķins piegāde parole paroli "
    "aizmirsu pieslēgties atmaksa naudu atcelt abonements nedarbojas bojāts problēma jautājums palīdzība steidzami "
    "samaksāju saņēmu šodien vakar rīt nedēļa klients adrese mainīt prece kļūda gaidu",
    "šana ums iem ājis",
    "āēīģķļņūšžč" },
  { "ru",
    "и в во на с со не я ты вы он она мы они мой моя моё мое мои мне меня вам вас нам нас ваш ваша это этот эта что "
    "чтобы как когда где почему кто какой который которая которые у от по за для из к до при о об но или если ещё "
    "еще уже только тоже очень могу может можете хочу есть был была было были нет бы же ли так там тут здесь сейчас "
    "после без через сих пор себя его её ее их",
    "здравствуйте привет добрый день утро вечер спасибо пожалуйста уважением заказ заказа заказал заказала посылка "
    "посылку счёт счет счета аккаунт доставка доставку пароль забыл забыла войти вход возврат вернуть верните "
    "деньги отменить отмена подписка подписку работает сломан сломался ошибка проблема вопрос помощь помогите "
    "срочно оплатил оплата оплату списали пришёл пришел пришла получил получила сегодня вчера завтра неделя неделю "
    "месяц клиент адрес изменить обмен товар неправильный жду номер телефон маленький большой большая чёрный черный "
    "белый красный пустой пустая полный экран карта карту коробка коробке обувь цвет новый новая новости старый "
    "первый последний следующий готов фото файл страница сообщение видеть видел сделать сказать найти дать взять "
    "слишком долго пришло мной плохо хорошо",
    "ние ться ость ого его ому ый ий ая ое ать ить ал",
    "ыэъё" },
  { "uk",
    "і й та в у на з із зі не я ти ви він вона ми вони мій моя моє мої мені мене вам вас нам нас ваш ваша це цей ця "
    "що щоб як коли де чому хто який яка які від по за для до при про але або якщо ще вже тільки також дуже можу "
    "може можете хочу є був була було були немає б би чи так там тут зараз після без через його її їх сих досі мого "
    "моєї",
    "вітаю привіт добрий доброго день дня ранку дякую будь ласка повагою замовлення замовив замовила посилка "
    "посилку рахунок рахунку акаунт доставка доставку пароль забув забула увійти вхід повернення повернути "
    "поверніть гроші кошти скасувати підписка підписку працює зламаний зламався помилка проблема питання допомога "
    "допоможіть терміново сплатив оплата оплату прийшло прийшла отримав отримала сьогодні вчора завтра тиждень "
    "місяць клієнт адреса змінити обмін товар чекаю номер телефон маленький великий велика чорний білий червоний "
    "порожній порожня повний екран картка картку коробка взуття колір новий нова новини старий перший останній "
    "наступний готовий фото файл сторінка повідомлення бачити зробити сказати знайти дати взяти занадто довго якісь "
    "погано добре",
    "ння ться ість ого ому ий ій ати ити ів",
    "іїєґ" },
  { "bg",
    "и в във на с със не аз ти вие той тя ние те моя моят моята моето ми ме ви ни ваш това този тази че да как кога "
    "къде защо кой коя кое какво от по за до при но или ако още вече само също много мога може можете искам има "
    "няма беше е съм сте са ще бих ли така тук сега след без през го я ги си се",
    "здравейте здравей добър ден благодаря моля поздрави уважаеми поръчка поръчката поръчах пратка пратката сметка "
    "акаунт профил доставка парола паролата забравих вляза вход върнете връщане парите пари отмяна откажа абонамент "
    "работи повреден счупен грешка проблем въпрос помощ помогнете спешно платих плащане пристигна пристигнала "
    "получих днес вчера утре седмица месец клиент адрес променя продукт стока чакам номер телефон фактура",
    "ване ост ният ата ето ите ия ъл",
    "ъ" },
  { "sr",
    "и у на с са се је су био била било није нису то тај та за да мој моја моје ми ме ја ви вам вас како када где "
    "зашто шта ко који која које имам имате има могу може можете не од до по из без код али или јер још већ само "
    "такође хоћу желим сам смо сте бих ли нисам",
    "здраво добар дан хвала молим поштовани поруџбина наруџбина пакет рачун налог достава испорука лозинка "
    "заборавио пријавим пријава повраћај новац откажем отказати претплата ради покварен проблем питање помоћ хитно "
    "платио стигла стигао примио данас јуче сутра недеља купац адреса промена производ грешка чекам број телефон",
    "ост ање ење ати ити их ог ом ија",
    "ђћљњџј" },
  { "mk",
    "и во на со не јас вие тој таа ние мојот мојата моето ми ме ви дека да како кога каде зошто кој што од по за до "
    "при но или ако уште веќе само многу можам може сакам има нема беше е сум сте се ќе",
    "здраво добар ден благодарам ве молам нарачка нарачката пратка сметка достава лозинка заборавив најавам враќање "
    "пари откажам работи проблем прашање помош итно платив добив денес вчера утре",
    "ње ост ата ите от",
    "ѓќѕј" },
  { "be",
    "і ў у на з не я ты вы ён яна мы мой мая маё мне вам гэта што як калі дзе чаму хто які ад па за для да але або "
    "яшчэ ўжо толькі вельмі магу можа хачу ёсць быў была няма ці так там тут",
    "вітаю добры дзень дзякуй ласка заказ замова пасылка рахунак дастаўка пароль забыўся увайсці вяртанне грошы "
    "адмяніць працуе памылка праблема пытанне дапамога тэрмінова аплаціў атрымаў сёння учора заўтра",
    "нне ць асць ага аму ы",
    "ўыэё" },
  { "kk",
    "және мен біз сіз ол менің біздің сіздің емес жоқ бар үшін бойынша қалай қашан қайда неге не кім қандай бірақ "
    "немесе егер әлі тек өте деп",
    "сәлеметсіз бе сәлем рахмет өтінемін тапсырыс тапсырысым шот құпиясөз жеткізу ақша қайтару мәселе сұрақ көмек "
    "шұғыл төледім бүгін кеше ертең",
    "лар лер дың дің ған ген мын мін",
    "әңғүұқөһі" },
  { "ar",
    "في من على إلى عن مع أن إن لا لم لن ما هل هذا هذه ذلك التي الذي أنا نحن هو هي كان كانت كيف متى أين لماذا ماذا "
    "كل بعد قبل حتى لكن أو و قد لقد يمكن يمكنني أريد أستطيع لي لدي عندي منذ بسبب",
    "مرحبا السلام عليكم شكرا فضلك طلب طلبي الطلب حساب حسابي فاتورة الفاتورة كلمة المرور تسجيل الدخول استرداد المبلغ "
    "أموالي إلغاء الاشتراك مشكلة سؤال مساعدة المساعدة عاجل دفع الدفع وصل يصل استلمت اليوم أمس غدا أسبوع العنوان "
    "منتج المنتج رقم صغير كبير أسود سوداء أبيض فارغ الشاشة شاشة بطاقة البطاقة صندوق الصندوق حذاء لون جديد جديدة "
    "قديم أول آخر جاهز صورة ملف صفحة رسالة",
    "ات ون ين تي",
    "ةىيكأإؤئ" },
  { "fa",
    "در از به با که این آن را برای است نیست هست من ما شما او آنها چرا کجا کجاست کی چه چگونه چطور هنوز تا اما یا اگر "
    "هم می نمی شده شد کنم کنید لطفا باید بود",
    "سلام ممنون متشکرم سفارش سفارشم حساب فاکتور رمز عبور ورود بازپرداخت پول لغو اشتراک مشکل سوال کمک فوری پرداخت "
    "رسیده نرسیده امروز دیروز فردا هفته آدرس محصول شماره",
    "ها های می ند",
    "پچژگکی" },
  { "ur",
    "میں کے کی کا ہے ہیں نہیں سے کو پر اور یہ وہ میرا میری آپ ہم کیا کب کہاں کیوں کیسے کر تھا تھی لیکن یا اگر ابھی "
    "تک براہ کرم",
    "السلام شکریہ آرڈر اکاؤنٹ رقم واپس مسئلہ سوال مدد",
    "",
    "ٹڈڑےہں" },
};
