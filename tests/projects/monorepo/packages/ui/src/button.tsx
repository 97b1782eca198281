'use client';

import { deep } from './deep.ts';

export const Button = () => <button onClick={() => console.log(deep())}>MARK_ui_used_by_both</button>;
