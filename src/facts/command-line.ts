/** What a container or a hook is started with, as one text; empty where the image says it. */
export const commandLine = (
  asked: { command?: readonly string[] | undefined; args?: readonly string[] | undefined } | undefined,
): string => [...(asked?.command ?? []), ...(asked?.args ?? [])].join(' ');
