export const settings = () => [process.env.NEXT_PUBLIC_SHOP, process.env.NEXT_PUBLIC_ROOT, process.env.SHOP_KEY];
