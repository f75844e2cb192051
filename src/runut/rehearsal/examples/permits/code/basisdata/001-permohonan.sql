CREATE TABLE permohonan (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nomor TEXT NOT NULL UNIQUE,
    pemilik TEXT NOT NULL,
    usaha TEXT NOT NULL,
    kecamatan TEXT NOT NULL,
    keadaan TEXT NOT NULL CHECK (keadaan IN ('baru', 'kurang', 'lengkap', 'dikunjungi', 'disetujui', 'ditolak')),
    masuk TIMESTAMPTZ NOT NULL
);

CREATE TABLE berkas (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    permohonan_id BIGINT NOT NULL REFERENCES permohonan (id),
    jenis TEXT NOT NULL,
    sha256 CHAR(64) NOT NULL
);
