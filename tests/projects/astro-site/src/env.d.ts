declare const __PRESS__: string;
declare const __IDLE__: string;
