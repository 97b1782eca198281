export const mode = "production";
export const upstream = "https://api.shop.example/v1?token=%71%38%72%37%73%36%74%35%75%34%76%33%77%32";
