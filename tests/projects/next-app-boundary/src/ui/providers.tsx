'use client';

import { createContext } from 'react';

export const Theme = createContext({ theme: 'MARK_context_default' });

export const Providers = ({ value, children }: { value: { theme: string }; children: React.ReactNode }) => <Theme value={value}>{children}</Theme>;
