declare const SHOP_BUILD: string;
declare const SHOP_SERVER_BUILD: string;
