import { spawn, type ChildProcess } from 'node:child_process';

/** Waits for its standard input to end, which the kernel sees to however its parent dies, and then ends the process named. */
const script = `process.stdin.resume().on('end', () => {
  try { process.kill(Number(process.argv[1]), 'SIGTERM'); } catch {}
});`;

/**
 * A watcher process that ends a child when this process is gone, kill -9 included. It must be dismissed once the child
 * has ended: its number may belong to another process by then.
 */
export function endWithThisProcess(child: ChildProcess): { dismiss: () => void } {
  const watcher = spawn(process.execPath, ['-e', script, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    dismiss() {
      watcher.kill('SIGKILL');
      watcher.stdin.destroy();
    },
  };
}
