import { Button } from './Button';
import { mock } from './mock';

export default { component: Button };

export const Plain = { args: { label: 'MARK_story_args' } };
export const Later = {
  render: () => <Button label={mock} />,
  play: async () => {
    console.log('MARK_story_play', process.env.STORYBOOK_READ, import.meta.env.STORYBOOK_READ, import.meta.env.VITE_READ, process.env.KIT_KEY, process.env.KIT_CUSTOM);
  },
};
