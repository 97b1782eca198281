Deno.serve(() => new Response('MARK_supabase_function'));
