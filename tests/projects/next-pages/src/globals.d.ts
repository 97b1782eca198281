declare const __BOTH__: string;
declare const __SIDE__: string;
