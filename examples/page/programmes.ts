/** What the programmes behind the schedule's symbols are called (HTSUS General Note 3(c)). */
const NAMES: Readonly<Record<string, string>> = {
  A: "Generalized System of Preferences",
  "A+": "GSP, least-developed",
  AU: "Australia",
  B: "automotive products",
  BH: "Bahrain",
  C: "civil aircraft",
  CL: "Chile",
  CO: "Colombia",
  D: "AGOA",
  E: "Caribbean Basin",
  IL: "Israel",
  JO: "Jordan",
  JP: "Japan",
  K: "pharmaceuticals",
  KR: "Korea",
  L: "chemicals for dyes",
  MA: "Morocco",
  NP: "Nepal",
  OM: "Oman",
  P: "CAFTA-DR",
  "P+": "CAFTA-DR, qualifying goods",
  PA: "Panama",
  PE: "Peru",
  R: "Caribbean Basin Trade Partnership",
  S: "USMCA",
  "S+": "USMCA, special rules",
  SG: "Singapore",
};

/** `S` → S – USMCA. */
export const programmeName = (symbol: string): string =>
  symbol === "none" ? "None" : [symbol, NAMES[symbol]].filter(Boolean).join(" – ");
