declare const process: { env: Record<string, string> };
declare const release: string;
