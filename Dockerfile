# The bot, and the terminal command as `kubewhy`. Redis is not in here: set REDIS_URL.
FROM node:24-slim
ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/kubewhy-cache KUBEWHY_DATA=/data PORT=3000
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY bin bin
COPY src src
COPY handlers handlers
COPY jobs jobs
RUN ln -s /app/bin/kubewhy /usr/local/bin/kubewhy && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ok}) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
