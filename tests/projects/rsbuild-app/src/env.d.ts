/// <reference types="@rsbuild/core/types" />
declare const __READ__: string;
declare const process: { env: Record<string, string> };
