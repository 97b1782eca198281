import { createRoot } from 'react-dom/client';
import { parse } from '@acme/core';
import { rates } from '@acme/core/rates';
import { Button } from '@acme/ui';

console.log('MARK_desk_main', parse('x'), rates, import.meta.env.VITE_DESK, import.meta.env.VITE_ROOT);
createRoot(document.getElementById('root')!).render(<Button />);
