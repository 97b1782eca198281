declare const __HARBOR__: string;
declare const process: { env: Record<string, string | undefined> };
