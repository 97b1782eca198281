declare const __ORCHARD__: string;
declare const process: { env: Record<string, string | undefined> };
