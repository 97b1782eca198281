'use client';

const { NEXT_PUBLIC_DESTRUCTURED } = process.env;

function read(name: string) {
  return process.env[name];
}

type Props = { confirm: (form: FormData) => Promise<void>; token: string };

export function PayForm({ confirm, token }: Props) {
  if (typeof window === 'undefined') console.log('MARK_form_server_branch');
  return (
    <form action={confirm} data-token={token}>
      <input name="amount" placeholder="MARK_form_placeholder" />
      <output>{typeof window === 'undefined' ? '' : [NEXT_PUBLIC_DESTRUCTURED, read('NEXT_PUBLIC_COMPUTED')].join()}</output>
      <output>{process.env.NEXT_PUBLIC_EXPANDED}</output>
      <output>{process.env.NEXT_PUBLIC_OVERRIDDEN}</output>
    </form>
  );
}
