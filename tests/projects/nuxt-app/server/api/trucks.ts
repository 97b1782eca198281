import { readTrucks } from '../utils/trucks';

export default defineEventHandler((event) => {
  const config = useRuntimeConfig(event);
  console.log('MARK_api_logged', config.fromEnv, process.env.FLEET_API);
  return { text: readTrucks(), hidden: 'MARK_api_answered_not_shown' };
});
