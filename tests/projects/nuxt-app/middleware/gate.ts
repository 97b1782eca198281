export default defineNuxtRouteMiddleware(() => {
  console.log('MARK_route_middleware');
});
