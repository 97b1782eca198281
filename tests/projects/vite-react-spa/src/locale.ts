const files = import.meta.glob('./locales/*.ts', { eager: true, import: 'default' });

export async function translate(name: string) {
  const later = await import(`./languages/${name}.ts`);
  return [files[`./locales/${name}.ts`], later.default];
}
