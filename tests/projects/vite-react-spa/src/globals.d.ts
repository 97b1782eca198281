/// <reference types="vite/client" />
declare const __RELEASE__: string;
declare const __IDLE__: string;
