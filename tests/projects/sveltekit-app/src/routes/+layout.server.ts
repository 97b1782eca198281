import { greeting } from '$lib/server/greeting';

export const load = () => ({ greeting: greeting() });
