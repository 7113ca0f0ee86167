/**
 * node:http without its ES module face: that face evaluates every export, and with them Node's whole fetch client,
 * which costs the terminal 10 ms at each start.
 */
export const http = process.getBuiltinModule('node:http');
export const https = process.getBuiltinModule('node:https');
