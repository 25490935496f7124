/* The words that greeting-latin.c knows names and what is no name by. All folded as text_fold() does, sorted for a
 * reader. */
#pragma once
#include <stddef.h>

/* Roles, departments, machines and companies: one of them anywhere, and it is nobody's name. */
static const char *const role_words[] = {
  "aktion", "apple", "apotheke", "amt", "autohaus", "backerei", "baeckerei", "bestellung", "buchhaltung", "buro",
  "buero", "call", "claim", "click", "copier", "ebay", "facebook", "familie", "family", "famille", "familia",
  "famiglia", "farmacia", "fedex", "google", "instagram", "ipad", "iphone", "linkedin", "metzgerei", "microsoft", "my",
  "netflix", "now", "outlook", "panaderia", "payment", "paypal", "pizzeria", "printer", "rathaus", "recipients",
  "reminder", "scanner", "sister", "spotify", "taller", "the", "tiktok", "twitter",
  "undisclosed", "urgent", "whatsapp", "win", "winner", "youtube", "zoom", "поддержка", "поддержки", "служба", "ооо",
  "зао", "оао", "ао", "отдел", "магазин", "компания", "клиника", "администратор", "бухгалтерия", "दल", "ฝ่าย", "บริษัท",
  "شركة", "خدمة", "צוות", "שירות", "εταιρεία", "mom", "papa", "mama", "dad", "mum",
  "academy", "account", "accounting", "accounts", "accueil", "achats", "admin", "administracion",
  "administratie", "administration", "administrator", "ag", "agency", "airlines", "airways", "alert", "alerts",
  "amministrazione", "and", "apartments", "architects", "assistant", "association", "atencion", "auto",
  "automated", "automotive", "bakery", "bank", "beratung", "betrieb", "bibliothek", "billing", "board",
  "booking", "bot", "boutique", "buchhaltung", "bureau", "bv", "cafe", "capital", "care", "center", "centre",
  "church", "client", "cliente", "clientes", "clinic", "clinica", "cloud", "club", "co", "college", "comercial",
  "commercial", "committee", "company", "compras", "comptabilite", "computer", "computers", "construction",
  "consulting", "contabilidad", "contabilidade", "contact", "controlling", "corp", "corporation", "council",
  "court", "crew", "customer", "customers", "daemon", "delivery", "dental", "department", "dept", "design",
  "desk", "dev", "developer", "digital", "direction", "distribution", "edv", "einkauf", "electronics", "email",
  "energy", "engineering", "enquiries", "enterprise", "enterprises", "events", "exports", "factory", "farm",
  "federation", "finance", "financeiro", "financial", "firma", "fitness", "foods", "foto", "foundation", "fund",
  "gallery", "garage", "gesellschaft", "global", "gmbh", "government", "group", "guest", "gym", "handel",
  "handwerk", "hausverwaltung", "healthcare", "hello", "help", "helpdesk", "helpline", "holding", "holdings",
  "hospital", "hotel", "hotline", "hr", "imports", "inc", "industrial", "industries", "info", "information",
  "inkoop", "institut", "institute", "insurance", "international", "investments", "invoice", "invoices", "it",
  "jobs", "journal", "kanzlei", "kg", "klantenservice", "klinik", "kontakt", "kundendienst", "kundenservice",
  "laboratory", "labs", "legal", "library", "limited", "list", "llc", "llp", "logistics", "logistik", "ltd",
  "ltda", "magazine", "mail", "mailbox", "mailer", "mailserver", "mairie", "management", "manager",
  "manufacturing", "market", "marketing", "me", "media", "medical", "member", "membership", "ministry",
  "monitoring", "motors", "museum", "name", "network", "networks", "news", "newsletter", "no", "noc", "none",
  "nonprofit", "noreply", "notification", "notifications", "null", "nv", "office", "oficina", "online",
  "operations", "order", "orders", "organization", "pharma", "pharmacy", "pizza", "plc", "portal", "post",
  "postmaster", "praxis", "press", "print", "printing", "production", "productions", "products", "projects",
  "properties", "publishing", "purchasing", "realty", "reception", "receptionist", "rechnungswesen",
  "recruiting", "redaktion", "rental", "reply", "research", "reservas", "reservations", "resort", "restaurant",
  "retail", "robot", "robotics", "root", "sa", "sales", "salon", "sarl", "school", "schule", "secretaria",
  "secretariat", "security", "sekretar", "sekretariat", "server", "service", "services", "shipping", "shop",
  "societe", "society", "software", "solutions", "soporte", "spa", "sport", "sports", "srl", "srls", "staff",
  "store", "studio", "studios", "subscriber", "suporte", "supply", "support", "system", "systems", "team",
  "technical", "technik", "technologies", "technology", "telecom", "telekom", "test", "tester", "testing",
  "ticket", "tickets", "trade", "trading", "training", "transport", "travel", "trust", "ufficio", "und",
  "undefined", "unit", "university", "unknown", "update", "updates", "user", "vendas", "vendite", "ventas",
  "ventures", "verein", "vereniging", "verkauf", "verkoop", "verlag", "versand", "vertrieb", "verwaltung",
  "webmaster", "webshop", "website", "werkstatt", "wholesale", "works", "you", "zentrale",
};

/* Said before a name. `written`: how, where a surname may stand alone behind it ("Ms Kim"); NULL where it may not. */
static const struct {
  const char *word;
  const char *written;
} title_words[] = {
  { "mr", "Mr" },     { "mrs", "Mrs" }, { "ms", "Ms" },     { "miss", "Miss" }, { "mx", "Mx" },     { "dr", "Dr" },
  { "prof", "Prof" }, { "professor", "Professor" },         { "sir", NULL },    { "herr", NULL },   { "frau", NULL },
  { "dipl", NULL },   { "ing", NULL },  { "mag", NULL },    { "rev", NULL },
};

/* Said after a name. */
static const char *const suffix_words[] = {
  "ba", "bsc", "cfa", "cpa", "esq", "ii", "iii", "iv", "jr", "ma", "mba", "md", "mph", "msc", "pe", "phd", "pmp", "sr",
};
