CREATE TABLE serah_terima (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dari_id BIGINT NOT NULL,
    kepada_id BIGINT NOT NULL,
    sebab TEXT NOT NULL,
    dibuat TIMESTAMPTZ NOT NULL,
    CHECK (dari_id <> kepada_id)
);

CREATE TABLE butir (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    serah_terima_id BIGINT NOT NULL REFERENCES serah_terima (id),
    urutan INT NOT NULL,
    judul TEXT NOT NULL,
    jabatan TEXT NOT NULL,
    tenggat DATE,
    keadaan TEXT NOT NULL CHECK (keadaan IN ('menunggu', 'diterima', 'dikembalikan')),
    selesai TIMESTAMPTZ
);

CREATE TABLE jejak (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    oleh_id BIGINT NOT NULL,
    pada TIMESTAMPTZ NOT NULL,
    apa TEXT NOT NULL
);
