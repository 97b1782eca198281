import { defineAction } from 'astro:actions';
import { shout } from '../lib/shout';

export const server = {
  like: defineAction({
    handler: async () => {
      console.log('MARK_action_logged', shout());
      return { text: 'MARK_action_answered' };
    },
  }),
};
