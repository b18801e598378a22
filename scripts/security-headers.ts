type Headers = Readonly<Record<string, string>>;

/** Cross-origin isolation: without these headers a browser gives WebAssembly no threads. */
export const isolationHeaders: Headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What the page and its workers may load and do: what comes from their own origin, and nothing that is written as they run. */
const contentSecurityPolicy = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  // Pictures for export are drawn from an SVG in a data address.
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
};

/** What a browser can do and the page never asks for. */
const unusedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** Written as one line, some directives left out. */
function policyText(except: readonly string[] = []): string {
  const directives = Object.entries(contentSecurityPolicy).filter(([name]) => !except.includes(name));
  return directives.map(([name, value]) => `${name} ${value}`).join('; ');
}

/** Everything that the built page, its workers and its data are sent with. */
export const securityHeaders: Headers = {
  ...isolationHeaders,
  'Content-Security-Policy': policyText(),
  'Permissions-Policy': unusedFeatures.map((name) => `${name}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The policy as it may stand in the page itself, where browsers do not read who may frame it. */
export const policyInPage = policyText(['frame-ancestors']);
