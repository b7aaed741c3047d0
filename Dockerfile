# The site in two steps: what builds it stays behind, what serves it runs as nobody special.
# PREVIOUS=image of the version in use takes its hashed files along, for pages that are open.
ARG PREVIOUS=nothing
FROM python:3.12-slim AS nothing
RUN mkdir -p /phrom/assets/built
FROM ${PREVIOUS} AS previous

FROM python:3.12-slim AS build
WORKDIR /phrom
COPY requirements.txt package.json package-lock.json .npmrc ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
    && PATH="/phrom/.venv/bin:$PATH" npm ci --silent
COPY . .
COPY --from=previous /phrom/assets/built assets/built
RUN .venv/bin/python -m scripts.prepare \
    && rm -rf node_modules

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /phrom phrom
WORKDIR /phrom
COPY --from=build /phrom /phrom
# A volume mounted here is phrom's to publish into.
RUN mkdir /scores && chown phrom /scores
USER phrom
ENV PATH="/phrom/.venv/bin:$PATH" PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8050
EXPOSE 8050
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD \
    ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8050/readyz', timeout=2)"]
CMD ["gunicorn", "app:server", "--bind", "0.0.0.0:8050", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--preload", "--timeout", "30", "--no-control-socket"]
