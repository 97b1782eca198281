import { symbols } from './symbols';

export const formatMoney = (amount: number) => `${symbols[0]} ${amount}`;

export const parseMoney = (text: string) => Number(text.replace('MARK_alias_unused_export', ''));
