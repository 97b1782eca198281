const idle = 'in no page';

const config = {
  title: 'Manual',
  customFields: { key: process.env.MANUAL_KEY },
  presets: [['classic', { docs: { path: 'handbook' }, blog: false, theme: { customCss: './src/css/custom.css' } }]],
};

console.log(idle);
export default config;
