import { Button } from './Button';

export const Plain = { render: () => [Button(), process.env.KIT_KEY, process.env.STORYBOOK_READ] };
