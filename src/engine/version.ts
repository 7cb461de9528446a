/** Version of the engine, as assessments state it: the package's. */
export const VERSION = "1.0.0";
