export interface Settings { secret: string }
export const settings: Settings = { secret: '«sk_live_<<alnum:28>>»' };
