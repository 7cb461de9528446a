/** Entries to try the page with: what goes into its fields, by the names of units and facts. */
export interface Example {
  readonly title: string;
  readonly fields: Readonly<Record<"commodity" | "origin" | "value" | "preference", string>>;
  readonly answers: Readonly<Record<string, string>>;
}

export const EXAMPLES: readonly Example[] = [
  {
    title: "Wine",
    fields: { commodity: "2204.21.50.60", origin: "FR", value: "50,000", preference: "none" },
    answers: { LTR: "9000" },
  },
  {
    title: "Raw sugar",
    fields: { commodity: "1701.14.10.40", origin: "BR", value: "25,000", preference: "none" },
    answers: { KGM: "50000", polarization: "96" },
  },
  {
    title: "Cotton shirts from Mexico",
    fields: { commodity: "6105.10.00.10", origin: "MX", value: "12,400", preference: "S" },
    answers: {},
  },
  {
    title: "Steel screws from China",
    fields: { commodity: "7318.15.80.69", origin: "CN", value: "18,640", preference: "none" },
    answers: { steelContentValue: "15,100" },
  },
  {
    title: "Ball-point pens",
    fields: { commodity: "9608.10.00.00", origin: "CN", value: "3,600", preference: "none" },
    answers: { NAR: "20000" },
  },
];
